// Signed notes, checkpoints, cosignatures and policies (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy).
import { Fault, Unreadable, base64Bytes, bytesOf, decimal, hexOf, joined, same, sha256, textOf } from "./bytes.js";
import { LONGEST, hasHalves } from "./canonical.js";
import { isKey, isSigned } from "./ed25519.js";

const NOTE = 1;
const COSIGNATURE = 4;
const MOST_SIGNATURES = 64;
const UNFIT = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000+\x00-\x1f]/;

const isKeyName = (name) => name !== "" && !UNFIT.test(name) && !hasHalves(name);

/** Read a key from `<name>+<id>+<base64(kind || key)>`; null where it is none. Kinds that nobody here checks are kept. */
async function keyOf(vkey) {
  const [name, told, ...rest] = vkey.split("+");
  const raw = base64Bytes(rest.join("+"));
  if (!raw?.length || !isKeyName(name)) return null;
  const key = { name, kind: raw[0], pub: raw.slice(1), id: await keyId(name, raw) };
  const known = key.kind === NOTE || key.kind === COSIGNATURE;
  return known && !(isKey(key.pub) && told === hexOf(key.id)) ? null : key;
}

const keyId = async (name, raw) => (await sha256(bytesOf(`${name}\n`), raw)).slice(0, 4);

/** Read a policy from its bytes or text. Throws Unreadable: `policy` with the line, or `no-quorum`. */
export async function readPolicy(source) {
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "", grouped: new Set() };
  let number = 0;
  for (const line of linesOf(typeof source === "string" ? bytesOf(source) : source)) {
    number += 1;
    const words = line.replace(/^[ \t]+|[ \t]+$/g, "").split(/[ \t]+/);
    const read = READERS[words[0]];
    const said = words[0] !== "" && !words[0].startsWith("#");
    // eslint-disable-next-line no-control-regex
    if (/[\x00-\x08\x0b-\x1f\x7f]/.test(line) || (said && !(read && (await read(policy, words))))) {
      throw new Unreadable("policy", { line: number });
    }
  }
  if (!policy.quorum) throw new Unreadable("no-quorum");
  return policy;
}

/** The lines of a policy; bytes that are no UTF-8 become signs that no name of a key has. */
function linesOf(bytes) {
  const lines = [];
  let start = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 10) continue;
    const line = bytes.slice(start, at);
    try {
      lines.push(textOf(line));
    } catch {
      lines.push(Array.from(line, (byte) => String.fromCharCode(byte < 128 ? byte : 0xdc00 + byte)).join(""));
    }
    start = at + 1;
  }
  return lines;
}

const knows = (policy, name) => name === "none" || policy.witnesses.has(name) || policy.groups.has(name);

const READERS = {
  __proto__: null,
  async log(policy, words) {
    const key = words.length === 2 || words.length === 3 ? await keyOf(words[1]) : null;
    if (!key || key.kind === COSIGNATURE || policy.logs.some((other) => same(other.pub, key.pub))) return false;
    return policy.logs.push(key) > 0;
  },
  async witness(policy, words) {
    const key = words.length === 3 || words.length === 4 ? await keyOf(words[2]) : null;
    if (!key || key.kind === NOTE || knows(policy, words[1])) return false;
    if ([...policy.witnesses.values()].some((other) => same(other.pub, key.pub))) return false;
    return Boolean(policy.witnesses.set(words[1], key));
  },
  group(policy, [, name, rule, ...members]) {
    if (!members.length || knows(policy, name) || new Set(members).size !== members.length) return false;
    const needed = rule === "any" ? 1 : rule === "all" ? members.length : Number(decimal(rule) ?? 0);
    if (needed < 1 || needed > members.length) return false;
    if (members.some((each) => each === "none" || !knows(policy, each) || policy.grouped.has(each))) return false;
    for (const each of members) policy.grouped.add(each);
    return Boolean(policy.groups.set(name, { needed, members }));
  },
  quorum(policy, words) {
    if (words.length !== 2 || policy.quorum || !knows(policy, words[1])) return false;
    policy.quorum = words[1];
    return true;
  },
};

/** Whether these witnesses are enough. A group stands below its members, so one pass in order decides. */
function isMet(policy, names) {
  const met = new Set(["none", ...names]);
  for (const [name, group] of policy.groups) {
    if (group.members.filter((member) => met.has(member)).length >= group.needed) met.add(name);
  }
  return met.has(policy.quorum);
}

/** Read a signed note; nothing of its signatures is known by that. Throws Fault `note`. */
function readNote(note) {
  const split = note.lastIndexOf("\n\n");
  const lines = split < 0 ? [] : note.slice(split + 2).split("\n");
  // eslint-disable-next-line no-control-regex
  const unfit = note.length > LONGEST || /[\x00-\x09\x0b-\x1f]/.test(note) || hasHalves(note);
  if (split < 0 || unfit || lines.pop() !== "" || !lines.length || lines.length > MOST_SIGNATURES) {
    throw new Fault("note");
  }
  return { text: note.slice(0, split + 1), signatures: lines.map(readSignature) };
}

function readSignature(line) {
  const parts = line.split(" ");
  const raw = parts.length === 3 ? base64Bytes(parts[2]) : null;
  if (!raw || raw.length < 5 || parts[0] !== "—" || !isKeyName(parts[1])) throw new Fault("note");
  return { name: parts[1], id: raw.slice(0, 4), value: raw.slice(4) };
}

/** Read origin, size and root of a checkpoint's text. Throws Fault `checkpoint`. */
function readCheckpoint(text) {
  const lines = text.split("\n").slice(0, -1);
  const size = lines.length < 3 || lines.includes("") ? null : decimal(lines[1]);
  const root = size === null ? null : base64Bytes(lines[2]);
  if (root?.length !== 32) throw new Fault("checkpoint");
  return { origin: lines[0], size, root };
}

/** Read a signed checkpoint, and check every signature of a key that the policy knows.
 *  Throws Fault: `note`, `checkpoint`; `signature`, one of a known key is bad; `no-log`, no log with that origin signed. */
export async function openCheckpoint(note, policy) {
  const { text, signatures } = readNote(note);
  const checkpoint = readCheckpoint(text);
  const times = new Map();
  let signed = false;
  for (const line of signatures) {
    const isOf = (key, kind) => key.kind === kind && key.name === line.name && same(key.id, line.id);
    const log = policy.logs.find((key) => isOf(key, NOTE));
    if (log) {
      if (!(await isSigned(log.pub, bytesOf(text), line.value))) throw new Fault("signature", { name: line.name });
      signed ||= line.name === checkpoint.origin;
    }
    const [name, witness] = [...policy.witnesses].find(([, key]) => isOf(key, COSIGNATURE)) ?? [];
    if (witness) {
      const time = await timeOf(witness, text, line.value);
      times.set(name, time < (times.get(name) ?? time) ? time : (times.get(name) ?? time));
    }
  }
  if (!signed) throw new Fault("no-log", { origin: checkpoint.origin });
  const cosigned = [...policy.witnesses.keys()].filter((name) => times.has(name));
  return {
    ...checkpoint,
    witnesses: cosigned.map((name) => ({ name, time: times.get(name) })),
    quorum: isMet(policy, cosigned),
  };
}

async function timeOf(key, text, value) {
  const seconds = value.slice(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const message = bytesOf(`cosignature/v1\ntime ${seconds}\n${text}`);
  if (value.length !== 72 || seconds >= 1n << 63n || !(await isSigned(key.pub, message, value.slice(8)))) {
    throw new Fault("signature", { name: key.name });
  }
  return seconds;
}

/** Give the signatures of a proof in print their names by key id: the origin, and the note's lines.
 *  Unknown ones are passed over. Throws Fault `other-log` where the first is of no log of the policy. */
export function namedSignatures(values, policy, base64Of) {
  const logs = policy.logs.filter((key) => key.kind === NOTE);
  const witnesses = [...policy.witnesses.values()].filter((key) => key.kind === COSIGNATURE);
  const named = (keys, value) => keys.findLast((key) => same(key.id, value.slice(0, 4)));
  if (!values.length || !named(logs, values[0])) throw new Fault("other-log");
  const found = values
    .map((value) => [named(logs, value) ?? named(witnesses, value), value])
    .filter(([key]) => key)
    .map(([key, value]) => ({ name: key.name, line: `— ${key.name} ${base64Of(joined(value))}\n` }));
  return { origin: found[0].name, lines: found.map((each) => each.line).join("") };
}
