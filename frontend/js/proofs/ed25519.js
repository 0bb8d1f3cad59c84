// Ed25519 (RFC 8032) as strict as the specification: no S ≥ L, no point in another form, none of small order.
// The browser's own where it has it; else from the points of @noble/ed25519.
import { Point } from "@noble/ed25519";
import { Unreadable, joined, same } from "./bytes.js";

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const NAME = { name: "Ed25519" };
let native = null;

const littleEndian = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** The point of 32 bytes; null: not on the curve, not in canonical form, or of small order. */
function pointOf(bytes) {
  try {
    const point = Point.fromBytes(bytes);
    return point.isSmallOrder() ? null : point;
  } catch {
    return null;
  }
}

/** Whether 32 bytes can be a key of somebody. */
export const isKey = (bytes) => bytes.length === 32 && pointOf(bytes) !== null;

/** Whether this browser can compute at all; throws Unreadable `no-crypto` where it cannot. */
export function needCrypto() {
  if (!globalThis.crypto?.subtle || typeof DecompressionStream === "undefined") throw new Unreadable("no-crypto");
}

/** Whether the browser verifies Ed25519 itself. */
export async function hasNative() {
  native ??= crypto.subtle.importKey("raw", Point.BASE.toBytes(), NAME, false, ["verify"]).then(() => true, () => false);
  return native;
}

/** Whether `signature` (64 bytes) of a message is by the key `pub` (32 bytes). `own`: without the browser's Ed25519. */
export async function isSigned(pub, message, signature, own = false) {
  if (pub.length !== 32 || signature.length !== 64) return false;
  const scalar = littleEndian(signature.slice(32));
  const key = pointOf(pub);
  if (scalar >= ORDER || key === null || pointOf(signature.slice(0, 32)) === null) return false;
  if (!own && (await hasNative())) {
    const imported = await crypto.subtle.importKey("raw", pub, NAME, false, ["verify"]);
    return crypto.subtle.verify(NAME, imported, signature, message);
  }
  const hashed = await crypto.subtle.digest("SHA-512", joined(signature.slice(0, 32), pub, message));
  const factor = littleEndian(new Uint8Array(hashed)) % ORDER;
  const made = times(Point.BASE, scalar).add(times(key, factor).negate());
  return same(made.toBytes(), signature.slice(0, 32));
}

const times = (point, factor) => (factor === 0n ? Point.ZERO : point.multiply(factor, false));
