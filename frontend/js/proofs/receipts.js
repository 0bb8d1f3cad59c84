// Receipts (.pulau.json) and proofs in print (PULAU1:…): what they prove against a policy, without asking anybody.
// The rules are those of docs/domain/log.md; src/pulau/exchange/log/pulau_verify.py has the same in Python.
import {
  Fault, Reader, base45Bytes, base64Bytes, base64Of, bytesOf, decimal, hexBytes, hexOf, inflate, same, sha256, textOf,
} from "./bytes.js";
import { LONGEST, canonical, canonicalObject, textsOf } from "./canonical.js";
import { needCrypto } from "./ed25519.js";
import { namedSignatures, openCheckpoint, readPolicy } from "./notes.js";

const FORMAT = "pulau-receipt/1";
const NAMES = ["record", "salt", "leaf", "proof"];
export const PREFIX = "PULAU1:";
const LONGEST_PRINT = 16384;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z$/;
const KIND = /^[a-z][a-z0-9_.-]{0,63}$/;
const HEX = /^[0-9a-f]{64}$/;
const FIELDS = "commit,log,ref,time,type,v";

const leafHash = (leaf) => sha256(Uint8Array.of(0), leaf);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

/** The root to which a path leads from a leaf's hash (RFC 9162 §2.1.3.2). Throws Fault `path`. */
export async function rootFromPath(index, size, leaf, path) {
  if (index < 0n || index >= size) throw new Fault("path");
  let [here, last, root] = [index, size - 1n, leaf];
  for (const sibling of path) {
    if (last === 0n) throw new Fault("path");
    if (here & 1n || here === last) {
      root = await nodeHash(sibling, root);
      while (here && !(here & 1n)) [here, last] = [here >> 1n, last >> 1n];
    } else {
      root = await nodeHash(root, sibling);
    }
    [here, last] = [here >> 1n, last >> 1n];
  }
  if (last) throw new Fault("path");
  return root;
}

/** Read a tlog-proof; nothing of it is checked. Its `extra` line is passed over. Throws Fault `proof`. */
function readProof(text) {
  const split = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(split, 0)).split("\n");
  if (split < 0 || lines[0] !== "c2sp.org/tlog-proof@v1" || text.length > LONGEST) throw new Fault("proof");
  if (lines[1]?.startsWith("extra ") && base64Bytes(lines[1].slice(6)) !== null) lines.splice(1, 1);
  const index = lines[1]?.startsWith("index ") ? decimal(lines[1].slice(6)) : null;
  const path = lines.slice(2).map(base64Bytes);
  if (index === null || path.length > 63 || path.some((each) => each?.length !== 32)) throw new Fault("proof");
  return { index, path, checkpoint: text.slice(split + 2) };
}

/** Read a receipt's bytes. Throws Fault `receipt`. */
export function readReceipt(bytes) {
  let found = null;
  try {
    found = textsOf(textOf(bytes));
  } catch {
    // not UTF-8
  }
  const whole = found?.size === NAMES.length + 1 && NAMES.every((name) => found.has(name));
  if (!whole || found.get("format") !== FORMAT) throw new Fault("receipt");
  return Object.fromEntries(NAMES.map((name) => [name, found.get(name)]));
}

/** Rebuild the receipt of a proof in print. Throws Fault `print`: damaged; `other-log`; `not-canonical`; `path`. */
export async function readPrint(text, policy) {
  const { salt, record, kind, index, size, path, signatures } = await unpacked(text);
  const { origin, lines } = namedSignatures(signatures, policy, base64Of);
  const facts = canonicalObject(record, "record");
  const commit = hexOf(await sha256(salt, bytesOf(record)));
  const leaf = canonical({
    commit, log: origin, ref: facts.id ?? null, time: facts.at ?? null, type: kind, v: facts.v ?? null,
  });
  const root = base64Of(await rootFromPath(index, size, await leafHash(bytesOf(leaf)), path));
  const hashes = path.map((each) => `${base64Of(each)}\n`).join("");
  const proof = `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes}\n${origin}\n${size}\n${root}\n\n${lines}`;
  return { record, salt: hexOf(salt), leaf, proof };
}

async function unpacked(text) {
  try {
    if (!text.startsWith(PREFIX) || text.length > LONGEST_PRINT) throw new RangeError("prefix");
    const reader = new Reader(base45Bytes(text.slice(PREFIX.length)));
    if (reader.take(1)[0] !== 1) throw new RangeError("version");
    const salt = reader.take(32);
    const record = textOf(await inflate(reader.block(), LONGEST));
    const kind = textOf(reader.block());
    const [index, size] = [reader.varint(), reader.varint()];
    const path = taken(Number(reader.varint()), () => reader.take(32));
    const signatures = taken(Number(reader.varint()), () => reader.take(reader.take(1)[0]));
    if (!reader.over || signatures.length > 64) throw new RangeError("more");
    return { salt, record, kind, index, size, path, signatures };
  } catch (problem) {
    if (problem instanceof Fault) throw problem;
    throw new Fault("print");
  }
}

function taken(count, take) {
  const found = [];
  while (found.length < count) found.push(take());
  return found;
}

/** Check that the leaf is that of the record; the record, and the leaf's kind.
 *  Throws Fault: `not-canonical`; `leaf`, not one of this log; `commit`, another record or salt; `fields`, they differ. */
async function checkRecord(receipt, origin) {
  const record = canonicalObject(receipt.record, "record");
  const leaf = canonicalObject(receipt.leaf, "leaf");
  const texts = [leaf.commit, leaf.log, leaf.ref, leaf.time, leaf.type].every((each) => typeof each === "string");
  const ours = texts && Object.keys(leaf).join() === FIELDS && leaf.v === 1 && leaf.log === origin;
  const spelled = ours && HEX.test(leaf.commit) && UUID.test(leaf.ref) && TIME.test(leaf.time) && KIND.test(leaf.type);
  if (!spelled || receipt.leaf.length > 65535) throw new Fault("leaf", { origin });
  if (!HEX.test(receipt.salt)) throw new Fault("commit");
  const commit = hexOf(await sha256(hexBytes(receipt.salt), bytesOf(receipt.record)));
  if (commit !== leaf.commit) throw new Fault("commit");
  const told = record.id === leaf.ref && record.at === leaf.time && record.v === 1;
  if (!told || typeof record.action !== "string") throw new Fault("fields");
  return { record, kind: leaf.type };
}

/** Check a receipt. `state` is `valid`, or `unwitnessed` where the quorum lacks. Throws Fault where anything is wrong. */
export async function checkReceipt(receipt, policy) {
  const proof = readProof(receipt.proof);
  const checkpoint = await openCheckpoint(proof.checkpoint, policy);
  const { record, kind } = await checkRecord(receipt, checkpoint.origin);
  const root = await rootFromPath(proof.index, checkpoint.size, await leafHash(bytesOf(receipt.leaf)), proof.path);
  if (!same(root, checkpoint.root)) throw new Fault("path");
  return { state: checkpoint.quorum ? "valid" : "unwitnessed", record, kind, index: proof.index, checkpoint };
}

/** Check what somebody gave, a proof's text or a receipt's bytes, against a policy (text or bytes). Throws Fault. */
export async function check(given, policyText) {
  needCrypto();
  const policy = await readPolicy(policyText);
  const isPrint = typeof given === "string" && given.startsWith(PREFIX);
  const bytes = typeof given === "string" ? bytesOf(given) : given;
  return checkReceipt(isPrint ? await readPrint(given, policy) : readReceipt(bytes), policy);
}

/** Whether a SHA-256 (64 hex digits) stands anywhere in a value of the payload, as the whole of a text. */
export function namesDigest(value, digest) {
  if (typeof value === "string") return value === digest;
  return value !== null && typeof value === "object" && Object.values(value).some((part) => namesDigest(part, digest));
}
