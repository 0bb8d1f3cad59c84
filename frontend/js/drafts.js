/** What was typed and is not saved yet, kept on this device per person, worksheet and item until the server has it. */
const PREFIX = "pulau:belum:";

export class Drafts {
  constructor(person, sheet) {
    this.prefix = `${PREFIX}${person}:${sheet}:`;
  }

  /** Keeps the fields of a question: pairs of name and value, the version that was seen among them. */
  keep(item, fields) {
    try {
      localStorage.setItem(this.prefix + item, JSON.stringify(fields));
      return true;
    } catch {
      return false; // private window or full: the text is still in the page
    }
  }

  forget(item) {
    try { localStorage.removeItem(this.prefix + item); } catch { /* nothing was kept */ }
  }

  /** All that is kept of this worksheet: item to fields. */
  all() {
    const found = new Map();
    try {
      for (let n = 0; n < localStorage.length; n += 1) {
        const key = localStorage.key(n);
        if (key.startsWith(this.prefix)) found.set(key.slice(this.prefix.length), JSON.parse(localStorage.getItem(key)));
      }
    } catch { /* unreadable: nothing to bring back */ }
    return found;
  }
}
