// Bytes and texts in the one form in which the log writes them. What breaks a rule throws: `Fault` says which.

/** What was shown is not genuine or not whole: `code` is a key of words.js, `facts` fill its sentence. */
export class Fault extends Error {
  constructor(code, facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** Nothing can be said: the policy is wrong, or this browser lacks what is needed. */
export class Unreadable extends Fault {}

export const bytesOf = (text) => new TextEncoder().encode(text);
export const hexOf = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
export const same = (one, other) => one.length === other.length && one.every((each, at) => each === other[at]);

/** A text of UTF-8 bytes, with a mark of byte order as any other sign; throws TypeError where it is none. */
export const textOf = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const hexBytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", joined(...parts)));
}

export const base64Of = (bytes) => btoa(Array.from(bytes, (each) => String.fromCharCode(each)).join(""));

/** Standard base64 in its one form; null where it is not. */
export function base64Bytes(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) return null;
  const raw = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
  return base64Of(raw) === text ? raw : null;
}

/** A number without sign or leading zeros, at most 2^63 - 1, as BigInt; null where it is none. */
export function decimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) return null;
  const number = BigInt(text);
  return number < 1n << 63n ? number : null;
}

const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** base45 (RFC 9285); throws RangeError where it is none. */
export function base45Bytes(text) {
  const out = [];
  for (let at = 0; at < text.length; at += 3) {
    const places = Array.from(text.slice(at, at + 3), (sign) => SIGNS.indexOf(sign));
    const value = places.reduce((sum, place, power) => sum + place * 45 ** power, 0);
    const width = places.length - 1;
    if (places.includes(-1) || width === 0 || value >= 256 ** width) throw new RangeError("base45");
    if (width === 2) out.push(value >> 8);
    out.push(value & 255);
  }
  return Uint8Array.from(out);
}

/** Undo raw deflate of at most `most` bytes; throws where it is cut, too long, or something follows. */
export async function inflate(bytes, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let size = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value);
    size += step.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("too long");
    }
  }
  return joined(...parts);
}

/** Takes bytes off the front; throws RangeError where there are too few. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get over() {
    return this.at === this.bytes.length;
  }

  take(count) {
    if (count > this.bytes.length - this.at) throw new RangeError("cut");
    this.at += count;
    return this.bytes.slice(this.at - count, this.at);
  }

  /** A LEB128 number of at most eight bytes in its shortest form, as BigInt. */
  varint() {
    let value = 0n;
    for (let place = 0n; place < 8n; place += 1n) {
      const [byte] = this.take(1);
      value |= BigInt(byte & 127) << (7n * place);
      if (byte < 128) {
        if (place && !byte) break;
        return value;
      }
    }
    throw new RangeError("number");
  }

  /** A length and so many bytes. */
  block() {
    return this.take(Number(this.varint()));
  }
}
