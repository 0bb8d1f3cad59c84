/** Checks proofs of the public log on /periksa in the page itself; where that cannot be, the form is sent as it is. */
export function proofForms(root) {
  const told = root.querySelector("[data-proofs]");
  const form = root.querySelector("[data-proof-form]");
  const place = root.querySelector("[data-proof-result]");
  if (!told || !form || !globalThis.crypto?.subtle || typeof DecompressionStream === "undefined") return;

  const show = async (given) => {
    const [proofs, answer] = await Promise.all([import(told.dataset.proofs), fetch(told.dataset.policy)]);
    if (!answer.ok) throw new Error(String(answer.status));
    await proofs.showIn(place, given, await answer.text());
  };
  /** What a form holds: a text, a receipt's bytes, or what a photo's code says; null: the server is to look. */
  const given = async () => {
    const text = form.elements.bukti.value.trim();
    if (text.startsWith("PULAU1:")) return form.elements.bukti.value.trimStart();
    if (text) return new TextEncoder().encode(text);
    const [file] = form.elements["tanda-terima"].files;
    if (!file) return null;
    if (!file.type.startsWith("image/")) return new Uint8Array(await file.arrayBuffer());
    const { codeInFile } = await import(told.dataset.proofs);
    const code = await codeInFile(file);
    return code.startsWith("PULAU1:") ? code : null;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const found = await given();
      if (found === null) form.submit();
      else await show(found);
    } catch {
      form.submit(); // the network, or this browser: the server checks it, and says the same
    }
  });
  document.addEventListener("pulau:proof", (event) => {
    show(event.detail).catch(() => {
      form.elements.bukti.value = event.detail;
      form.submit();
    });
  });
}
