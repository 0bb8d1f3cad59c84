// JSON as the log takes it: RFC 8785, whole numbers only, nothing twice.
import { Fault, bytesOf } from "./bytes.js";

export const LONGEST = 1 << 20;

/** Write a value as RFC 8785 JSON; throws RangeError for what is not written so here. */
export function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new RangeError("number");
    return JSON.stringify(value);
  }
  if (typeof value === "string") {
    if (hasHalves(value)) throw new RangeError("half a sign");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const names = Object.keys(value).sort(byUnits);
  return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** Read an object that is written as RFC 8785 demands; throws Fault `not-canonical`. What stands twice cannot be. */
export function canonicalObject(text, what) {
  try {
    const value = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isObject && canonical(value) === text && bytesOf(text).length <= LONGEST) return value;
  } catch {
    // not JSON, or not in this form
  }
  throw new Fault("not-canonical", { what });
}

const TEXT = '"(?:[^"\\\\\\u0000-\\u001f]|\\\\.)*"';
const PAIR = new RegExp(`[ \\t\\n\\r]*(${TEXT})[ \\t\\n\\r]*:[ \\t\\n\\r]*(${TEXT})[ \\t\\n\\r]*([,}])`, "y");

/** Read an object of texts alone, none of them named twice, as a Map; null where it is anything else. */
export function textsOf(json) {
  const start = /^[ \t\n\r]*\{/.exec(json);
  if (!start) return null;
  const found = new Map();
  PAIR.lastIndex = start[0].length;
  for (let end = ","; end === ","; ) {
    const pair = PAIR.exec(json);
    if (!pair) return null;
    try {
      const name = JSON.parse(pair[1]);
      if (found.has(name)) return null;
      found.set(name, JSON.parse(pair[2]));
    } catch {
      return null;
    }
    end = pair[3];
    if (end === "}") return /^[ \t\n\r]*$/.test(json.slice(pair.index + pair[0].length)) ? found : null;
  }
  return null;
}

export const hasHalves = (text) => /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

const byUnits = (one, other) => (one < other ? -1 : Number(one > other));
