// Follows what happens elsewhere: a stream where one holds, asking every few seconds where none does. Each event comes
// once and in order as `pulau:live` at the element that says how it goes; what is missed meanwhile is asked for by number.
const STREAM_TRIES = 2;
const POLL_MS = 3000;
const STREAM_AGAIN_MS = 60_000;
const OPENING_MS = 10_000;
const SILENT_MS = 45_000; // the server gives a sign of life every 15 s
const LONGEST_WAIT_MS = 15_000;

export function live(root) {
  for (const element of root.querySelectorAll("[data-live]")) new Live(element).begin();
}

export class Live {
  constructor(element) {
    this.element = element;
    this.number = Number(element.dataset.number || 0);
    this.failures = 0;
    this.ended = false;
    this.streamAgain = 0; // where the server answers but does not stream: when to try again
    this.heard = Date.now();
  }

  begin() {
    window.addEventListener("online", () => this.restart());
    window.addEventListener("offline", () => this.failed());
    window.addEventListener("pagehide", () => this.stop());
    window.addEventListener("pageshow", (event) => { if (event.persisted) this.restart(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.silent()) this.restart(); });
    setInterval(() => { if (this.source && this.silent()) this.heldBack(); }, SILENT_MS / 3);
    this.restart();
  }

  get address() {
    return `${this.element.dataset.live}?sejak=${this.number}`;
  }

  silent() {
    return Date.now() - this.heard > SILENT_MS;
  }

  restart() {
    this.failures = 0;
    this.next();
  }

  /** Ends what is open, whatever it is. */
  stop() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.asking?.abort();
    this.asking = null;
  }

  next() {
    this.stop();
    if (this.ended) return;
    if (window.EventSource && this.failures < STREAM_TRIES) this.stream();
    else this.ask();
  }

  stream() {
    const source = new EventSource(this.address);
    this.source = source;
    this.heard = Date.now();
    const mine = (handle) => (event) => { if (this.source === source) { this.heard = Date.now(); handle(event); } };
    source.onopen = mine(() => { this.failures = 0; this.streamAgain = 0; this.say("connected"); });
    source.onmessage = mine((event) => { this.take(JSON.parse(event.data)); this.say("connected"); });
    source.addEventListener("state", mine((event) => {
      this.say(JSON.parse(event.data).state === "away" ? "away" : "connected");
    }));
    this.timer = setTimeout(() => { if (source.readyState === EventSource.CONNECTING) source.onerror(); }, OPENING_MS);
    source.onerror = mine(() => (this.streamAgain ? this.stayAsking() : this.failed()));
  }

  async ask() {
    this.asking = new AbortController();
    const { signal } = this.asking;
    const slow = setTimeout(() => this.asking?.signal === signal && this.asking.abort(), LONGEST_WAIT_MS);
    try {
      const answer = await fetch(this.address, { headers: { Accept: "application/json" }, signal });
      if (answer.status === 404 || answer.status === 410) return this.end();
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      for (const event of told.events) this.take(event);
      this.say("polling");
      this.tryStream();
      this.later(POLL_MS);
    } catch {
      if (this.asking?.signal === signal) this.failed();
    } finally {
      clearTimeout(slow);
    }
  }

  /** The server answers: perhaps it streams too. Once at first, and then now and again. */
  tryStream() {
    if (this.streamAgain > Date.now()) return;
    this.streamAgain = Date.now() + STREAM_AGAIN_MS;
    this.failures = STREAM_TRIES - 1;
  }

  /** Something between us keeps what is streamed to itself, or the network has gone, which asking will show. */
  heldBack() {
    this.streamAgain = Date.now() + 10 * STREAM_AGAIN_MS;
    this.stayAsking();
  }

  stayAsking() {
    this.failures = STREAM_TRIES;
    this.stop();
    this.later(POLL_MS);
  }

  failed() {
    this.failures += 1;
    this.streamAgain = 0;
    this.stop();
    this.say("lost");
    this.later(Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(this.failures, 4)) * (0.5 + Math.random() / 2));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), wait);
  }

  end() {
    this.ended = true;
    this.stop();
    this.say("ended");
  }

  take(event) {
    if (event.number <= this.number) return;
    this.number = event.number;
    this.element.dataset.number = String(event.number);
    this.element.dispatchEvent(new CustomEvent("pulau:live", { bubbles: true, detail: event }));
  }

  say(state) {
    if (this.element.dataset.state === state) return;
    this.element.dataset.state = state;
    this.element.textContent = this.element.dataset[state] ?? "";
    this.element.dispatchEvent(new CustomEvent("pulau:live-state", { bubbles: true, detail: { state } }));
  }
}
