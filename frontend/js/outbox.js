// Forms that may be sent without a network: what was said is kept on this device under a key, sent again until the
// server names that key, and counted once since the server knows it. What the server refuses stays and is shown.
const PREFIX = "pulau:kirim:";
const AGAIN_MS = 5000;
const FIELD = "kunci";
const AGE = "umur"; // seconds since it was said: a device's clock may be wrong, the difference is not
const HEADER = "X-Received-Key";
const CSRF = "csrfmiddlewaretoken";

export function outbox(root) {
  const state = root.querySelector("[data-outbox-state]");
  if (!state) return;
  const box = new Outbox(state);
  for (const form of root.querySelectorAll("form[data-outbox]")) {
    form.addEventListener("submit", (event) => {
      if (box.queue(form.action, [...new FormData(form, event.submitter).entries()], form)) event.preventDefault();
    });
  }
  box.begin();
}

export class Outbox {
  constructor(element) {
    this.element = element;
    this.prefix = `${PREFIX}${element.dataset.person}:`;
    this.session = false;
  }

  begin() {
    window.addEventListener("online", () => this.send());
    window.addEventListener("storage", (event) => { if (event.key?.startsWith(this.prefix)) this.show(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.send(); });
    setInterval(() => this.send(), AGAIN_MS);
    this.show();
    this.send();
  }

  /** Keeps a post (pairs of name and text) and begins to send it. False: this device keeps nothing, send it plainly. */
  queue(url, fields, form = null) {
    const key = newKey();
    const said = fields.filter(([name, value]) => name !== FIELD && name !== AGE && name !== CSRF && typeof value === "string");
    const kept = { url, fields: said, at: Date.now(), label: form?.dataset.outbox ?? "" };
    try {
      localStorage.setItem(this.prefix + key, JSON.stringify(kept));
    } catch {
      this.element.textContent = this.element.dataset.full;
      return false;
    }
    this.tell("pulau:queued", { key, ...kept }, form);
    this.show();
    this.send();
    return true;
  }

  all() {
    const found = [];
    try {
      for (let n = 0; n < localStorage.length; n += 1) {
        const name = localStorage.key(n);
        if (name.startsWith(this.prefix)) found.push({ key: name.slice(this.prefix.length), ...JSON.parse(localStorage.getItem(name)) });
      }
    } catch { /* unreadable: nothing was kept */ }
    return found.sort((one, other) => one.at - other.at);
  }

  /** Sends what waits, oldest first, from one tab at a time. */
  async send() {
    if (this.sending || !this.all().some((kept) => !kept.refused)) return;
    this.sending = true;
    try {
      if (navigator.locks) await navigator.locks.request(this.prefix, { ifAvailable: true }, (lock) => lock && this.sendAll());
      else await this.sendAll();
    } finally {
      this.sending = false;
      this.show();
    }
  }

  async sendAll() {
    const tried = new Set();
    for (;;) { // what is queued meanwhile goes too
      const next = this.all().find((kept) => !kept.refused && !tried.has(kept.key));
      if (!next || !(await this.sendOne(next))) return;
      tried.add(next.key);
    }
  }

  /** Sends one; says whether the next may follow. */
  async sendOne(kept, again = true) {
    let answer;
    try {
      const body = new URLSearchParams([...kept.fields, [FIELD, kept.key], [AGE, ageOf(kept)]]);
      const headers = { "X-CSRFToken": this.token ?? document.querySelector(`input[name=${CSRF}]`)?.value ?? "" };
      answer = await fetch(kept.url, { method: "POST", body, headers });
    } catch {
      return false; // no network
    }
    if (answer.headers.get(HEADER) === kept.key) return this.done(kept);
    if (answer.status === 403 && again && (await this.freshKey())) return this.sendOne(kept, false);
    this.session = answer.status === 401 || answer.redirected;
    if (answer.ok || answer.status === 401 || answer.status === 429 || answer.status >= 500) return false; // not taken yet
    this.keepRefused(kept, answer.status);
    return true;
  }

  done(kept) {
    this.session = false;
    localStorage.removeItem(this.prefix + kept.key);
    this.tell("pulau:sent", kept);
    this.show();
    return true;
  }

  keepRefused(kept, status) {
    localStorage.setItem(this.prefix + kept.key, JSON.stringify({ ...kept, refused: status }));
    this.tell("pulau:refused", { ...kept, refused: status });
    this.show();
  }

  /** The key of a form grows old with a new sign-in; whoever has signed in must still be the same person. */
  async freshKey() {
    if (!this.element.dataset.key) return false;
    try {
      const answer = await fetch(this.element.dataset.key, { headers: { "HX-Request": "true" } });
      const { key, person } = answer.ok ? await answer.json() : {};
      if (!key || person !== this.element.dataset.person) return false;
      this.token = key;
      return true;
    } catch {
      return false;
    }
  }

  show() {
    const kept = this.all();
    const waiting = kept.filter((each) => !each.refused).length;
    const { dataset } = this.element;
    const lines = [];
    if (waiting) lines.push(paragraph((this.session ? dataset.session : dataset.waiting).replace("{}", waiting)));
    else if (this.shown) lines.push(paragraph(dataset.sent));
    for (const each of kept.filter((one) => one.refused)) lines.push(this.refusal(each));
    this.shown = waiting > 0 || this.shown;
    dataset.count = String(waiting);
    const text = lines.map((line) => line.textContent).join("\n");
    if (this.said !== text) this.element.replaceChildren(...lines);
    this.said = text;
  }

  refusal(kept) {
    const line = paragraph(this.element.dataset.refused.replace("{}", summary(kept)));
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "ds-button";
    drop.dataset.variant = "tertiary";
    drop.dataset.size = "sm";
    drop.textContent = this.element.dataset.drop;
    drop.addEventListener("click", () => { localStorage.removeItem(this.prefix + kept.key); this.show(); });
    line.append(" ", drop);
    return line;
  }

  tell(name, detail, target = null) {
    (target ?? this.element).dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }
}

export function ageOf({ at }) {
  return String(Math.max(0, Math.round((Date.now() - at) / 1000)));
}

function paragraph(words) {
  const line = document.createElement("p");
  line.textContent = words;
  return line;
}

/** What was refused, in words: when it was said, and what (the form's own name for it, else what was filled in). */
function summary({ at, label, fields }) {
  const time = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  return `${time} ${label || fields.map(([, value]) => value).filter(Boolean).join(", ")}`;
}

/** A random UUID, also where the page came without TLS and the browser's own maker is hidden. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
