// Photos taken without a network: kept on the phone whole (IndexedDB), sent by tus when it is back, then recorded under
// their key; the same twice is one. Nothing is forgotten before the server has named the key.
import { Upload } from "tus-js-client";
import { ageOf, newKey } from "./outbox.js";

const DATABASE = "pulau-lapangan";
const STORE = "foto";
const AGAIN_MS = 5000;
const CHUNK = 1024 * 1024;
const HEADER = "X-Received-Key";
const FORGOTTEN = [404, 422];

export class PhotoBox {
  constructor(root, arrived) {
    this.root = root;
    this.words = root.dataset;
    this.arrived = arrived;
    this.form = root.querySelector("form[data-photo]");
    this.list = root.querySelector("[data-queue]");
    this.token = this.form.querySelector("input[name=csrfmiddlewaretoken]").value;
    this.form.addEventListener("submit", (event) => this.take(event));
    this.form.addEventListener("change", () => this.consent()); // asked for here: later nobody is there to ask
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.send(); });
    setInterval(() => this.send(), AGAIN_MS);
    this.locating();
    this.show();
    this.send();
  }

  consent() { this.form.elements.persetujuan.required = this.form.elements.wajah.value === "ya"; }

  say(words) { this.form.querySelector("[data-state]").textContent = words; }

  async take(event) {
    const [file] = this.form.elements.foto.files;
    if (!file) return; // the browser says what is missing
    event.preventDefault();
    const fields = [...new FormData(this.form).entries()].filter(([, value]) => typeof value === "string");
    const kept = fields.filter(([name]) => name !== "csrfmiddlewaretoken");
    try {
      const bytes = await file.arrayBuffer(); // the file itself may go from the phone
      const photo = { key: newKey(), person: this.words.person, url: this.form.action, at: Date.now(), fields: kept };
      await put({ ...photo, name: file.name, type: file.type, bytes });
    } catch {
      this.say(this.words.wordFailed.replace("{}", this.words.wordFull));
      return;
    }
    this.form.reset();
    this.consent();
    this.say(this.words.wordKept);
    await this.show();
    this.send();
  }

  /** Those of this person and this visit, oldest first. */
  async mine() {
    const found = (await all()).filter((photo) => photo.person === this.words.person && photo.url === this.form.action);
    return found.sort((one, other) => one.at - other.at);
  }

  async send() {
    if (this.sending || !navigator.onLine) return;
    this.sending = true;
    try {
      const go = async () => { for (const photo of await this.mine()) if (!photo.refused && !(await this.sendOne(photo))) return; };
      if (navigator.locks) await navigator.locks.request(`${DATABASE}:${this.form.action}`, { ifAvailable: true }, (lock) => lock && go());
      else await go();
    } catch { /* unreadable or no network: it is tried again */ } finally {
      this.sending = false;
    }
  }

  /** Sends one; says whether the next may follow. */
  async sendOne(photo) {
    const upload = photo.upload ?? (await this.upload(photo));
    if (!upload) return false;
    await put({ ...photo, upload });
    const body = new URLSearchParams([...photo.fields, ["unggahan", upload], ["kunci", photo.key], ["umur", ageOf(photo)]]);
    const answer = await fetch(photo.url, { method: "POST", body, headers: { "X-CSRFToken": this.token } });
    if (answer.headers.get(HEADER) === photo.key) {
      await drop(photo.key);
      this.say(this.words.wordSent);
      await this.show();
      this.arrived();
      return true;
    }
    if (answer.redirected || answer.status === 401) { this.say(this.words.wordFailed.replace("{}", this.words.wordSession)); return false; }
    if (answer.status === 403 && (await this.freshKey())) return false;
    if (answer.ok || answer.status === 429 || answer.status >= 500) return false; // not taken yet
    // An upload lives for a day; one that is gone is sent once more before the photo counts as refused.
    const again = FORGOTTEN.includes(answer.status) && !photo.again;
    await put({ ...photo, upload: undefined, again: true, refused: again ? undefined : answer.status });
    await this.show();
    return true;
  }

  upload(photo) {
    return new Promise((resolve) => {
      const going = new Upload(new Blob([photo.bytes], { type: photo.type }), {
        endpoint: this.words.uploads,
        chunkSize: CHUNK,
        retryDelays: null,
        metadata: { filename: photo.name },
        storeFingerprintForResuming: false,
        onBeforeRequest: (request) => request.setHeader("X-CSRFToken", this.token),
        onSuccess: () => resolve(going.url.replace(/\/$/, "").split("/").pop()),
        onError: async (problem) => {
          if (problem.originalResponse?.getStatus() === 403) await this.freshKey();
          resolve(null);
        },
      });
      going.start();
    });
  }

  async freshKey() {
    try {
      const answer = await fetch(this.words.key, { headers: { "HX-Request": "true" } });
      const { key, person } = answer.ok ? await answer.json() : {};
      if (!key || person !== this.words.person) return false;
      this.token = key;
      return true;
    } catch {
      return false;
    }
  }

  async show() {
    const rows = (await this.mine().catch(() => [])).map((photo) => this.row(photo));
    this.list.replaceChildren(...rows);
  }

  row(photo) {
    const item = document.createElement("li");
    const time = new Date(photo.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const said = photo.refused ? this.words.wordFailed.replace("{}", this.words.wordRefused) : this.words.wordKept;
    const words = document.createElement("span");
    words.textContent = `${time} ${new Map(photo.fields).get("keterangan") || photo.name}: ${said}`;
    words.dataset.state = photo.refused ? "failed" : "kept";
    item.append(words);
    if (photo.refused) item.append(this.dropButton(photo));
    return item;
  }

  dropButton(photo) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-button";
    button.dataset.variant = "tertiary";
    button.dataset.size = "sm";
    button.textContent = this.words.wordDrop;
    button.addEventListener("click", async () => { await drop(photo.key); await this.show(); });
    return button;
  }

  /** The phone's own place, rounded to some hundred metres before it is kept, and only when it is asked for. */
  locating() {
    const button = this.form.querySelector("[data-locate]");
    if (!("geolocation" in navigator)) return;
    button.hidden = false;
    button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [latitude, longitude] = [coords.latitude, coords.longitude].map((degrees) => degrees.toFixed(3));
        this.form.querySelector("[data-latitude]").value = latitude;
        this.form.querySelector("[data-longitude]").value = longitude;
        this.say(this.words.wordPlace.replace("{}", `${latitude}, ${longitude}`));
      },
      () => this.say(this.words.wordNoplace),
      { timeout: 15000, maximumAge: 60000 },
    ));
  }
}

function store(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "key" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const deal = database.transaction(STORE, mode);
      const asked = work(deal.objectStore(STORE));
      deal.oncomplete = () => { database.close(); resolve(asked.result); };
      deal.onabort = () => { database.close(); reject(deal.error); };
    };
  });
}

const put = (photo) => store("readwrite", (photos) => photos.put(photo));
const drop = (key) => store("readwrite", (photos) => photos.delete(key));
const all = () => store("readonly", (photos) => photos.getAll());
