// The checklist of a visit on a phone without a network: lines go through the outbox, photos through their own box, the
// page itself stays through a worker of this one visit. What each line came to is said at the line.
import { Drafts } from "./drafts.js";
import { Outbox } from "./outbox.js";
import { PhotoBox } from "./field-photos.js";

const LINE = "baris";
const VERSION = "versi";
const CSRF = "csrfmiddlewaretoken";

class Field {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.state = root.querySelector("[data-outbox-state]");
    this.box = new Outbox(this.state); // to read what waits; the page's own sends it
    this.drafts = new Drafts(this.words.person, `lapangan:${this.words.visit}`);
    this.forms = new Map([...root.querySelectorAll("form[data-line]")].map((form) => [form.dataset.line, form]));
    document.addEventListener("submit", (event) => this.before(event), true); // ahead of the outbox
    root.addEventListener("input", (event) => this.typed(event));
    root.addEventListener("change", (event) => this.changed(event));
    root.addEventListener("pulau:queued", (event) => this.told(event.detail, this.words.wordKept, "kept"));
    this.state.addEventListener("pulau:sent", (event) => this.sent(event.detail));
    this.state.addEventListener("pulau:refused", (event) => this.refused(event.detail));
    for (const name of ["online", "offline"]) window.addEventListener(name, () => this.network());
    this.bringBack();
    this.network();
    new PhotoBox(root, () => this.refresh());
    if (this.state.textContent.trim()) this.refresh(); // something went before this script was there
  }

  /** The form of a kept post, if it is one of this page's lines. */
  formOf({ url, fields }) {
    if (new URL(url, location.href).pathname !== location.pathname) return null;
    return this.forms.get(new Map(fields).get(LINE)) ?? null;
  }

  waiting() { return this.box.all().filter((kept) => this.formOf(kept)); }

  say(form, words, state) {
    const line = form.querySelector("[data-state]");
    line.textContent = words;
    line.dataset.state = state;
  }

  told(detail, words, state) {
    const form = this.formOf(detail);
    if (form) this.say(form, words, state);
    if (form && state === "kept") this.drafts.forget(form.dataset.line);
  }

  sent(detail) {
    const form = this.formOf(detail);
    if (form && !this.waiting().some((kept) => this.formOf(kept) === form)) this.say(form, this.words.wordSent, "sent");
    if (!this.waiting().length) this.refresh();
  }

  refused(detail) {
    this.told(detail, this.words.wordFailed.replace("{}", this.words.wordRefused), "failed");
  }

  /** A line without an answer is not kept; an older one of the same line that waits still gives way to the newer. */
  before(event) {
    const form = event.target.closest?.("form[data-line]");
    if (!form || !this.root.contains(form)) return;
    if (!form.querySelector("input[name=terlihat]:checked")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.say(form, this.words.wordChoose, "failed");
      return;
    }
    for (const kept of this.waiting().filter((one) => this.formOf(one) === form)) {
      localStorage.removeItem(this.box.prefix + kept.key);
    }
  }

  typed(event) {
    const form = event.target.closest("form[data-line]");
    if (!form || event.target.type === "radio") return;
    this.drafts.keep(form.dataset.line, this.fields(form));
    this.say(form, this.words.wordTyping, "typing");
  }

  changed(event) {
    const form = event.target.closest("form[data-line]");
    if (form?.querySelector("input[name=terlihat]:checked")) form.requestSubmit();
  }

  fields(form) { return [...new FormData(form).entries()].filter(([name]) => name !== CSRF); }

  /** After the page was opened anew: what waits, and what was typed and not saved, stands in its line again. */
  bringBack() {
    for (const kept of this.waiting()) {
      const form = this.formOf(kept);
      this.fill(form, kept.fields);
      const failed = this.words.wordFailed.replace("{}", this.words.wordRefused);
      this.say(form, kept.refused ? failed : this.words.wordKept, kept.refused ? "failed" : "kept");
    }
    for (const [line, fields] of this.drafts.all()) {
      const form = this.forms.get(line);
      if (!form) continue;
      this.fill(form, fields);
      this.say(form, this.words.wordTyping, "typing");
    }
  }

  fill(form, fields) {
    const said = new Map(fields);
    form.elements.catatan.value = said.get("catatan") ?? "";
    form.elements[VERSION].value = said.get(VERSION) ?? form.elements[VERSION].value;
    for (const radio of form.querySelectorAll("input[name=terlihat]")) radio.checked = radio.value === said.get("terlihat");
  }

  network() {
    const line = this.root.querySelector("[data-net]");
    line.hidden = navigator.onLine;
    line.textContent = this.words.wordOffline;
  }

  /** Fetches the page anew, which the worker keeps too: what others recorded, and which version is seen from now on. */
  async refresh() {
    let page;
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return; // no network: later
    }
    const busy = new Set([...this.waiting().map((kept) => this.formOf(kept).dataset.line), ...this.drafts.all().keys()]);
    for (const fresh of page.querySelectorAll("form[data-line]")) this.renew(fresh, busy);
    for (const count of page.querySelectorAll("[data-count]")) {
      const old = this.root.querySelector(`[data-count="${CSS.escape(count.dataset.count)}"]`);
      if (old) old.textContent = count.textContent;
    }
  }

  renew(fresh, busy) {
    const form = this.forms.get(fresh.dataset.line);
    if (!form || busy.has(fresh.dataset.line) || form.contains(document.activeElement)) return;
    form.querySelector("[data-known]").replaceChildren(...fresh.querySelector("[data-known]").childNodes);
    this.fill(form, this.fields(fresh));
  }
}

/** Keeps the page on the phone: a worker whose reach is this visit, told what the page is made of. */
async function keepPage(root) {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(root.dataset.worker, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const parts = performance.getEntriesByType("resource").map((entry) => entry.name.split("#")[0]);
    const named = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((link) => link.href);
    const scripts = [...document.scripts].map((script) => script.src).filter(Boolean);
    const statics = [...new Set([...parts, ...named, ...scripts])].filter((url) => new URL(url).origin === location.origin);
    active.postMessage({ page: location.origin + location.pathname, parts: statics });
  } catch { /* private window, or no TLS: the page works while it is open */ }
}

for (const root of document.querySelectorAll('[data-field=""]')) {
  new Field(root);
  if (document.readyState === "complete") keepPage(root);
  else window.addEventListener("load", () => keepPage(root));
}
