// File fields whose files go on their way at once, piece by piece, and go on where they were after a lost connection or
// a closed page. The form then names the uploads. Without this script the field is an ordinary one of the form.
import { Upload } from "tus-js-client";
import { Uploads, fingerprint } from "./upload-memory.js";

const CHUNK = 4 * 1024 * 1024;
const AGAIN_MS = [500, 1000, 2000, 4000, 8000, 15000, 30000];
const TOLD = 25; // steps of percent that are said aloud
const FULL = 507;
const SIGNED_OUT = [401, 403];
const WORTH_AGAIN = (status) => !status || status === 409 || status === 423 || status === 460 || (status >= 500 && status !== FULL);

export function uploads(root) {
  for (const element of root.querySelectorAll("[data-upload]:not([data-ready])")) new Field(element);
}

class Field {
  constructor(element) {
    this.element = element;
    this.words = element.dataset;
    this.input = element.querySelector("input[type=file]");
    this.list = element.querySelector("[data-files]");
    this.row = element.querySelector("template");
    this.spoken = element.querySelector("[data-spoken]");
    this.memory = new Uploads(this.words.person);
    this.files = new Set();
    this.form = element.closest("form");
    element.dataset.ready = "";
    this.input.addEventListener("change", () => this.take());
    for (const row of this.list.children) this.keepRow(row);
    this.form?.addEventListener("submit", (event) => this.hold(event), true);
    this.show();
  }

  /** Rows that the server rendered: files that had come before the form was shown again. */
  keepRow(row) {
    row.querySelector("[data-do=remove]").addEventListener("click", () => { row.remove(); this.show(); });
  }

  take() {
    const chosen = [...this.input.files];
    this.input.value = ""; // what goes by itself does not go with the form once more
    if (!this.input.multiple) {
      for (const file of [...this.files]) file.remove();
      this.list.replaceChildren(); // also what had come before the form was shown again
    }
    for (const file of chosen) this.files.add(new Going(this, file));
    this.show();
  }

  show() {
    this.list.hidden = this.list.children.length === 0;
    if (this.words.required !== undefined) this.input.required = this.list.children.length === 0;
  }

  say(text) { this.spoken.textContent = text; }

  /** Holds the form back until its files are there, then sends it; a file that failed is the person's to settle. */
  hold(event) {
    const open = [...this.files].filter((file) => file.state !== "done");
    if (!open.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.submitter = event.submitter; // null where a form without buttons was sent
    const stuck = open.find((file) => file.state === "failed" || file.state === "paused");
    this.waiting = !stuck;
    if (stuck) {
      stuck.tell(stuck.state === "paused" ? this.words.wordPaused.replace("{}", stuck.percent) : stuck.reason);
      stuck.element.querySelector("button:not([hidden])").focus();
    }
    this.say(stuck ? this.words.wordSettle : this.words.wordHeld);
    this.element.querySelector("[data-held]").hidden = Boolean(stuck);
  }

  finished() {
    const open = [...this.files].some((file) => file.state !== "done");
    if (open || !this.waiting) return;
    this.waiting = false;
    this.element.querySelector("[data-held]").hidden = true;
    this.form.requestSubmit(this.submitter);
  }
}

class Going {
  constructor(field, file) {
    this.field = field;
    this.file = file;
    this.tries = 0;
    this.told = 0;
    this.percent = 0;
    this.stored = 0;
    this.fresh = true;
    this.element = field.row.content.firstElementChild.cloneNode(true);
    this.find("[data-name]").textContent = file.name;
    this.find("[data-size]").textContent = inWords(file.size);
    this.bar = this.find("progress");
    this.bar.setAttribute("aria-label", file.name);
    for (const button of this.element.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this[button.dataset.do]());
      button.setAttribute("aria-label", `${button.textContent.trim()}: ${file.name}`);
    }
    field.list.append(this.element);
    this.online = () => { if (this.state === "lost") this.go(); };
    window.addEventListener("online", this.online);
    this.begin();
  }

  find(what) { return this.element.querySelector(what); }

  async begin() {
    this.upload = new Upload(this.file, {
      endpoint: this.field.words.url,
      chunkSize: CHUNK,
      retryDelays: null, // we try again ourselves, for as long as it takes
      metadata: { filename: this.file.name },
      urlStorage: this.field.memory,
      fingerprint: async (file) => fingerprint(file),
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", this.token()),
      onProgress: (sent, all) => this.progress(sent, all),
      onChunkComplete: (_size, stored) => { this.stored = stored; },
      onSuccess: () => this.done(),
      onError: (problem) => this.failed(problem),
    });
    this.set("going");
    const [before] = await this.upload.findPreviousUploads();
    if (this.state !== "going") return;
    if (before) this.upload.resumeFromPreviousUpload(before);
    this.upload.start();
  }

  /** The form's own key; after signing in anew in another tab the page is opened again, which gives another. */
  token() {
    const kept = this.field.form?.querySelector("input[name=csrfmiddlewaretoken]");
    return kept?.value ?? this.field.words.csrf;
  }

  set(state) {
    this.state = state;
    this.element.dataset.state = state;
    const shown = { going: ["pause", "remove"], lost: ["again", "remove"], paused: ["again", "remove"], failed: ["again", "remove"], done: ["remove"] }[state];
    const focused = this.element.contains(document.activeElement);
    for (const button of this.element.querySelectorAll("[data-do]")) button.hidden = !shown.includes(button.dataset.do);
    if (focused && document.activeElement.hidden) this.find("[data-do]:not([hidden])").focus();
  }

  tell(text) { this.find("[data-said]").textContent = text; }

  progress(sent, all) {
    if (this.fresh) this.stored = sent; // the first word of each try is what the server has
    this.fresh = false;
    if (this.tries && sent <= this.stored) return; // trying again: what was lost stays said until something moves
    this.tries = 0;
    if (this.element.dataset.state !== "going" && this.state === "going") this.set("going");
    this.percent = all ? Math.floor((100 * sent) / all) : 100;
    this.bar.value = this.percent;
    this.tell(`${this.percent} %`);
    const step = Math.floor(this.percent / TOLD) * TOLD;
    if (step > this.told && step < 100) this.field.say(`${this.file.name}: ${step} %`);
    this.told = Math.max(this.told, step);
  }

  done() {
    this.bar.value = 100;
    this.tell(this.field.words.wordDone);
    const named = document.createElement("input");
    named.type = "hidden";
    named.name = this.field.words.names;
    named.value = this.upload.url.replace(/\/$/, "").split("/").pop();
    this.element.append(named);
    this.set("done");
    this.field.say(`${this.file.name}: ${this.field.words.wordDone}`);
    this.element.dispatchEvent(new CustomEvent("pulau:uploaded", { bubbles: true, detail: { id: named.value } }));
    this.field.finished();
  }

  failed(problem) {
    const answer = problem.originalResponse;
    const status = answer?.getStatus() ?? 0;
    const signedOut = SIGNED_OUT.includes(status) || answer?.getUnderlyingObject()?.responseURL?.includes(this.field.words.signIn);
    if (signedOut) this.stop(this.field.words.wordSession);
    else if (WORTH_AGAIN(status) || !navigator.onLine) this.lost();
    else this.stop(said(answer) || this.field.words.wordFailed);
  }

  lost() {
    this.set("lost");
    this.percent = this.file.size ? Math.floor((100 * this.stored) / this.file.size) : 0;
    this.bar.value = this.percent;
    this.tell(this.field.words.wordLost.replace("{}", this.percent));
    if (this.tries === 0) this.field.say(`${this.file.name}: ${this.find("[data-said]").textContent}`);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), AGAIN_MS[Math.min(this.tries, AGAIN_MS.length - 1)]);
    this.tries += 1;
  }

  stop(reason) {
    this.reason = reason;
    this.set("failed");
    this.tell(reason);
    this.field.say(`${this.file.name}: ${reason}`);
  }

  go() {
    if (this.state === "going" || this.state === "done") return;
    clearTimeout(this.timer);
    this.fresh = true;
    if (this.tries) this.state = "going";
    else this.set("going");
    this.upload.start();
  }

  again() { this.tries = 0; this.go(); }

  async pause() {
    this.set("paused");
    await this.upload.abort();
    this.tell(this.field.words.wordPaused.replace("{}", this.percent));
  }

  remove() {
    clearTimeout(this.timer);
    window.removeEventListener("online", this.online);
    this.state = "removed";
    this.field.files.delete(this);
    this.element.remove();
    this.field.show();
    this.field.input.focus();
    // The server forgets it too; where it cannot be told now, it does so within a day.
    this.upload.abort(true).catch(() => {});
    this.field.finished();
  }
}

/** What the server says of a refusal, in the person's language. */
function said(answer) {
  try { return JSON.parse(answer.getBody()).problems[0].message; } catch { return ""; }
}

function inWords(bytes) {
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  const digits = size < 10 ? 1 : 0;
  return `${size.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits })} ${unit}`;
}

uploads(document);
document.addEventListener("htmx:load", (event) => uploads(event.target));
