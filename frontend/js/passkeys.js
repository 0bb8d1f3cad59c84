/**
 * Passkeys: a form marked `data-passkey` asks the device when its `[data-passkey-start]` is pressed, puts the answer
 * into its field `credential` and is sent. The question stands in `data-options`, or is fetched from `data-options-url`
 * right then. Where the browser knows no passkeys the forms stay hidden and `[data-no-passkey]` stays shown.
 */
const KINDS = {
  create: (publicKey) => navigator.credentials.create({ publicKey: creation(publicKey) }),
  get: (publicKey) => navigator.credentials.get({ publicKey: request(publicKey) }),
  "sign-in": (publicKey) => navigator.credentials.get({ publicKey: request(publicKey) }),
};

export function passkeys(root) {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  for (const note of root.querySelectorAll("[data-no-passkey]")) note.hidden = true;
  for (const form of root.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.querySelector("[data-passkey-start]").addEventListener("click", () => ask(form));
    // Enter in the field of a name must ask the device too, not send the form without its answer.
    form.addEventListener("submit", (event) => { if (!form.elements.credential.value) { event.preventDefault(); ask(form); } });
  }
}

async function ask(form) {
  const button = form.querySelector("[data-passkey-start]");
  const failed = form.querySelector("[data-passkey-failed]");
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  failed.hidden = true;
  try {
    const { publicKey } = await question(form);
    form.elements.credential.value = JSON.stringify(told(await KINDS[form.dataset.passkey](publicKey)));
    form.submit();
  } catch {
    // Given up, timed out, refused by the device, or no answer from here: the sentence says what else there is.
    failed.hidden = false;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function question(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

function creation(options) {
  return { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: known(options.excludeCredentials) };
}

function request(options) {
  return { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) };
}

const known = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** What the device answered, as JSON: every buffer in base64url. */
function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    authenticatorAttachment: credential.authenticatorAttachment, clientExtensionResults: credential.getClientExtensionResults(),
  };
}
