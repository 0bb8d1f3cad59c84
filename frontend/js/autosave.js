// Questions that save by themselves. htmx sends and swaps; this keeps what could not be sent, says so at the question,
// and sends it again: when the connection is back, when the session is, and every few seconds in between.
import { Drafts } from "./drafts.js";

const AGAIN_MS = 5000;
const TYPING_MS = 1200;
// No answer, or one from somewhere between: the server may have it all the same. The very same is then sent again first,
// which changes nothing where it has it; what was typed since would meet it as somebody else's.
const UNSURE = [0, 500, 502, 504];

export function autosave(root) {
  const form = root.querySelector("form[data-autosave]");
  if (form && !form.querySelector("fieldset[disabled]")) new Autosave(form);
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.drafts = new Drafts(form.dataset.person, form.dataset.sheet);
    this.waiting = new Set(); // items that the server does not have yet
    this.timers = new Map();
    const on = (name, handle) => document.body.addEventListener(name, (event) => handle.call(this, event));
    form.addEventListener("input", (event) => this.typed(event));
    form.addEventListener("change", (event) => this.changed(event), true); // before htmx sends
    on("htmx:configRequest", this.onlyThisQuestion);
    on("htmx:beforeRequest", this.sending);
    on("htmx:afterRequest", this.answered);
    on("htmx:oobBeforeSwap", this.spare);
    window.addEventListener("online", () => this.again());
    window.addEventListener("beforeunload", (event) => { if (this.waiting.size) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.again(); });
    setInterval(() => this.again(), AGAIN_MS);
    // htmx looks through the page only when all of it is there.
    document.addEventListener("DOMContentLoaded", () => setTimeout(() => this.bringBack()));
  }

  question(item) {
    return this.form.querySelector(`fieldset[data-item="${CSS.escape(item)}"]`);
  }

  fields(question) {
    return [...new FormData(this.form).entries()].filter(([name]) => this.owns(question, name));
  }

  owns(question, name) {
    const { item } = question.dataset;
    return name.split(":").slice(1).join(":").split(":")[0] === item && name !== "csrfmiddlewaretoken";
  }

  typed(event) {
    const question = event.target.closest("fieldset[data-item]");
    if (!question || event.target.type === "radio") return;
    question.dataset.dirty = "";
    this.keep(question);
    clearTimeout(this.timers.get(question.dataset.item));
    if (event.target.tagName === "TEXTAREA") {
      this.timers.set(question.dataset.item, setTimeout(() => this.send(question), TYPING_MS));
    }
  }

  changed(event) {
    const question = event.target.closest("fieldset[data-item]");
    if (!question) return;
    clearTimeout(this.timers.get(question.dataset.item));
    question.dataset.dirty = "";
    this.keep(question);
    // Counts are sent once all of them are there: one alone is no answer yet.
    const half = event.target.name.startsWith("hitung:") && this.halfCounted(question);
    if (half || this.undecided(question)) event.stopPropagation();
  }

  /** Two answers stand beside each other: only one of the buttons below them chooses, not who writes on. */
  undecided(question) {
    return question.querySelector(".clash") !== null && !("chosen" in question.dataset);
  }

  halfCounted(question) {
    const counts = [...question.querySelectorAll("input[name^='hitung:']")];
    const filled = counts.filter((input) => input.value.trim()).length;
    return filled > 0 && filled < counts.length;
  }

  keep(question) {
    this.drafts.keep(question.dataset.item, this.fields(question));
  }

  send(question) {
    if (!this.undecided(question)) window.htmx.trigger(question, "simpan");
  }

  /** A question sends its own fields alone; htmx would add those of the whole form. */
  onlyThisQuestion(event) {
    const question = event.detail.elt.closest?.("fieldset[data-item]");
    if (!question || !this.form.contains(question)) return;
    const { formData } = event.detail;
    const pressed = event.detail.elt.name;
    if (pressed === "pakai") this.giveWay(question);
    if (pressed) delete question.dataset.unsure;
    for (const name of [...new Set(formData.keys())]) {
      const others = !this.owns(question, name) && name !== pressed;
      if (others || "unsure" in question.dataset) formData.delete(name);
    }
    for (const [name, value] of JSON.parse(question.dataset.unsure ?? "[]")) formData.append(name, value);
    event.detail.headers["X-CSRFToken"] = this.token ?? event.detail.headers["X-CSRFToken"];
  }

  /** Somebody takes the other's answer: what they typed themselves is given up. */
  giveWay(question) {
    delete question.dataset.dirty;
    question.dataset.givesWay = "";
    this.drafts.forget(question.dataset.item);
    document.activeElement?.blur();
  }

  sending(event) {
    const question = event.detail.elt.closest?.("fieldset[data-item]");
    if (!question) return;
    const button = event.detail.elt !== question && event.detail.elt;
    if (button && button.name !== "pakai") question.dataset.chosen = "";
    clearTimeout(this.timers.get(question.dataset.item));
    question.dataset.sent = question.dataset.unsure ?? JSON.stringify(this.fields(question));
    this.say(question, this.form.dataset.saving, "neutral");
  }

  answered(event) {
    const question = event.detail.elt.closest?.("fieldset[data-item]");
    if (!question || !this.form.contains(question)) return;
    const { item } = question.dataset;
    const status = event.detail.xhr?.status ?? 0;
    if ([200, 409, 422].includes(status)) {
      this.waiting.delete(item);
      delete question.dataset.chosen;
      if (status === 200) this.taken(question);
      if ("unsure" in question.dataset) this.sure(question);
      return;
    }
    if (UNSURE.includes(status) && navigator.onLine) question.dataset.unsure ??= question.dataset.sent;
    this.waiting.add(item);
    if (status === 401) this.say(question, this.form.dataset.ended, "danger", true);
    else if (status === 403) this.forbidden(question);
    else this.say(question, status ? this.form.dataset.failed : this.form.dataset.offline, "danger");
  }

  /** The server has it. What was typed meanwhile stays a draft, and its own timer sends it. */
  taken(question) {
    const version = question.querySelector("input[name^='versi:']");
    const now = this.fields(question).filter(([name]) => name !== version.name);
    const sent = JSON.parse(question.dataset.sent ?? "[]").filter(([name]) => name !== version.name);
    if (JSON.stringify(now) === JSON.stringify(sent)) {
      delete question.dataset.dirty;
      this.drafts.forget(question.dataset.item);
    } else {
      this.keep(question);
    }
  }

  /** What was sent first is answered now; what was typed since goes after it. */
  sure(question) {
    delete question.dataset.unsure;
    if ("dirty" in question.dataset && !this.halfCounted(question)) this.send(question);
  }

  /** 403 is a key that a new sign-in has made old, or a right that has ended: the key tells which. */
  async forbidden(question) {
    if (question.dataset.tried) { this.say(question, this.form.dataset.refused, "danger"); return; }
    question.dataset.tried = "1";
    this.say(question, this.form.dataset.failed, "danger");
    await this.freshKey();
    this.send(question);
    setTimeout(() => delete question.dataset.tried, 10 * AGAIN_MS);
  }

  async freshKey() {
    try {
      const answer = await fetch(this.form.dataset.key, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return false;
      const { key, person } = await answer.json();
      if (person !== this.form.dataset.person) { location.reload(); return false; } // somebody else has signed in
      this.token = key;
      this.form.querySelector("input[name=csrfmiddlewaretoken]").value = key;
      return true;
    } catch {
      return false;
    }
  }

  async again() {
    if (!this.waiting.size || this.trying) return;
    this.trying = true;
    if (await this.freshKey()) {
      for (const question of [...this.waiting].map((item) => this.question(item)).filter(Boolean)) this.send(question);
    }
    this.trying = false;
  }

  /**
   * A question that somebody is writing in is not replaced by the news of another's change. It then keeps its version
   * too, so that saving it asks which of both is to stand. Nor is it replaced by news that an own answer overtook.
   */
  spare(event) {
    const { target } = event.detail;
    if (target.matches?.("fieldset[data-item]") && this.form.contains(target)) {
      const known = (place) => Number(place?.querySelector?.("input[name^='versi:']")?.value);
      const nothingNew = known(event.detail.fragment) <= known(target) && !("givesWay" in target.dataset);
      if (nothingNew || this.writing(target)) event.detail.shouldSwap = false;
    }
    if (target.id === "nilai" && document.getElementById("v-dimensi")?.checked) {
      requestAnimationFrame(() => { document.getElementById("v-dimensi").checked = true; });
    }
  }

  writing(question) {
    if ("dirty" in question.dataset) return true;
    const { activeElement } = document;
    return question.contains(activeElement) && activeElement.matches("textarea, input:not([type=radio])");
  }

  bringBack() {
    for (const [item, fields] of this.drafts.all()) {
      const question = this.question(item);
      if (question) this.restore(question, item, fields);
    }
  }

  restore(question, item, fields) {
    for (const [name, value] of fields) {
      const inputs = [...this.form.elements].filter((input) => input.name === name);
      for (const input of inputs) {
        if (input.type === "radio") input.checked = input.value === value;
        else input.value = value;
      }
    }
    question.dataset.dirty = "";
    question.closest("details.sub")?.setAttribute("open", "");
    for (const fold of question.querySelectorAll("details.fold")) if (fold.querySelector("textarea")?.value) fold.open = true;
    this.waiting.add(item);
    if (!this.halfCounted(question)) this.send(question);
    else this.waiting.delete(item);
  }

  say(question, words, color, link = false) {
    const state = question.querySelector(".q__state");
    if (!state) return;
    const box = document.createElement("span");
    box.className = "state";
    box.dataset.color = color;
    box.textContent = words;
    if (link) {
      const anchor = document.createElement("a");
      anchor.className = "ds-link";
      anchor.href = this.form.dataset.signIn;
      anchor.target = "_blank";
      anchor.rel = "noopener";
      anchor.textContent = this.form.dataset.endedLink;
      box.append(" ", anchor);
    }
    state.replaceChildren(box);
  }
}
