// Where uploads of this person can be gone on with, kept on this device for a day: addresses, no names of files.
const PREFIX = "pulau:unggah:";
const KEPT_MS = 24 * 3600 * 1000;

/** The storage that tus-js-client asks. */
export class Uploads {
  constructor(person) {
    this.prefix = `${PREFIX}${person}:`;
    for (const [key, kept] of entries(PREFIX)) {
      if (!key.startsWith(this.prefix) || Date.now() - kept.at > KEPT_MS) drop(key);
    }
  }

  async findAllUploads() { return this.found(this.prefix); }

  async findUploadsByFingerprint(mark) { return this.found(this.prefix + mark); }

  async removeUpload(key) { drop(key); }

  async addUpload(mark, upload) {
    try {
      localStorage.setItem(this.prefix + mark, JSON.stringify({ uploadUrl: upload.uploadUrl, size: upload.size, at: Date.now() }));
    } catch { /* private window or full: goes on while the page is open */ }
    return this.prefix + mark;
  }

  found(prefix) {
    return entries(prefix).map(([key, kept]) => ({ uploadUrl: kept.uploadUrl, size: kept.size, metadata: {}, creationTime: "", urlStorageKey: key }));
  }
}

/** Forgets them all: who signs in next on this device is somebody else. */
export function forgetUploads(root) {
  for (const form of root.querySelectorAll('form[action$="/keluar"]')) {
    form.addEventListener("submit", () => { for (const [key] of entries(PREFIX)) drop(key); });
  }
}

/** A number for a file by what the browser knows of it without reading it (53-bit cyrb53 of name, kind, size, time). */
export function fingerprint(file) {
  const text = [file.name, file.type, file.size, file.lastModified].join("\n");
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
}

function entries(prefix) {
  const found = [];
  try {
    for (let n = 0; n < localStorage.length; n += 1) {
      const key = localStorage.key(n);
      if (key.startsWith(prefix)) found.push([key, JSON.parse(localStorage.getItem(key))]);
    }
  } catch { /* unreadable: nothing to go on with */ }
  return found;
}

function drop(key) {
  try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
}
