/** While a form marked `data-busy` is on its way, shows its `[data-busy-note]` and refuses a second sending. */
export function busyForms(root) {
  const reset = (form) => {
    delete form.dataset.sending;
    form.removeAttribute("aria-busy");
    for (const note of form.querySelectorAll("[data-busy-note]")) note.hidden = true;
  };
  for (const form of root.querySelectorAll("form[data-busy]")) {
    form.addEventListener("submit", (event) => {
      if ("sending" in form.dataset) { event.preventDefault(); return; }
      form.dataset.sending = "";
      form.setAttribute("aria-busy", "true");
      for (const note of form.querySelectorAll("[data-busy-note]")) note.hidden = false;
    });
    // Coming back with the browser's back button must not find the form still locked.
    window.addEventListener("pageshow", () => reset(form));
  }
}
