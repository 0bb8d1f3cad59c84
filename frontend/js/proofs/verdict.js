// The slip that says what a proof proves: by shape, word and colour.
import { Fault, Unreadable, hexOf, sha256 } from "./bytes.js";
import { namesDigest } from "./receipts.js";
import { say, shown, when } from "./words.js";

const COLOURS = { valid: "success", unwitnessed: "warning", invalid: "danger", unreadable: "neutral" };
const MARKS = {
  valid: "M5 12.5l4.5 4.5L19 7.5",
  unwitnessed: "M12 6.5v7M12 17.5v.5",
  invalid: "M7 7l10 10M17 7L7 17",
  unreadable: "M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7v.3M12 17v.5",
};
const STATED = [
  "title", "holder", "agency", "issuer", "decree", "decree_day", "valid_from", "valid_until", "law", "year",
];

/** What was found, as `{state, code, facts}` or with a verdict: whatever `work` throws is told, never passed over. */
export async function judged(work) {
  try {
    const verdict = await work();
    return { state: verdict.state, verdict };
  } catch (problem) {
    if (!(problem instanceof Fault)) throw problem;
    const state = problem instanceof Unreadable ? "unreadable" : "invalid";
    return { state, code: problem.code, facts: problem.facts };
  }
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function mark(state) {
  const box = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "seal", "aria-hidden": "true" })) box.setAttribute(key, value);
  for (const d of ["M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19Z", MARKS[state]]) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", d);
    box.append(line);
  }
  return box;
}

function facts(pairs) {
  return element("dl", { class: "kv" }, ...pairs.flatMap(([term, value]) => [
    element("dt", {}, term), element("dd", {}, value),
  ]));
}

const heading = (text) => element("h3", { class: "ds-heading", "data-size": "2xs" }, text);

/** The slip of what was found; its heading takes the focus, so that it is read out. */
export function slip(found) {
  const title = element("h2", { class: "ds-heading", "data-size": "md", tabindex: "-1" }, say(found.state));
  const lead = found.code ? say(found.code, found.facts) : say(`${found.state}-lead`);
  const head = element("div", { class: "result__head", "data-color": COLOURS[found.state] }, mark(found.state), title);
  head.append(element("p", {}, lead));
  const whole = element("section", { class: "result", "data-state": found.state, "data-code": found.code ?? "" }, head);
  if (found.verdict) whole.append(body(found.verdict));
  return { whole, title };
}

function body({ record, kind, index, checkpoint, state }) {
  const payload = record.payload ?? {};
  const parts = [];
  const stated = record.action === "outcomes.title_stated" ? STATED.filter((name) => name in payload) : [];
  if (stated.length) {
    parts.push(group(heading(say("stated")), facts(stated.map((name) => [say(name), shown(payload[name])]))));
  }
  if (checkpoint.witnesses.length) {
    const told = checkpoint.witnesses.map(({ name, time }) =>
      element("li", {}, element("b", {}, name), " ", element("span", { class: "muted" }, when(time))));
    parts.push(group(heading(say("witnesses")), element("ul", { class: "plain witnessed__by" }, ...told)));
  }
  const now = BigInt(Math.floor(Date.now() / 1000));
  for (const { name, time } of checkpoint.witnesses) {
    if (time > now) parts.push(element("p", { class: "small" }, say("future", { name })));
  }
  parts.push(compared(payload));
  if (state === "valid" && stated.length) parts.push(element("p", { class: "small muted" }, say("today")));
  parts.push(details({ record, payload, kind, index, checkpoint }));
  return element("div", { class: "result__body" }, ...parts);
}

const group = (...parts) => element("div", { class: "stack", "data-gap": "2" }, ...parts);

function details({ record, payload, kind, index, checkpoint }) {
  const rest = Object.entries(record).filter(([name]) => !["v", "at", "action", "payload"].includes(name));
  const pairs = [
    [say("action"), `${record.action} (${kind})`], [say("at"), String(record.at)],
    ...rest.map(([name, value]) => [name, shown(value)]),
    ...Object.entries(payload).map(([name, value]) => [`payload.${name}`, shown(value)]),
    [say("log"), checkpoint.origin], [say("index"), String(index)], [say("size"), String(checkpoint.size)],
  ];
  return element("details", { class: "technical" }, element("summary", {}, say("details")), facts(pairs));
}

/** A field by which a file of this device is compared with what the proof names. */
function compared(payload) {
  const field = element("input", { type: "file", class: "ds-input", id: `cocok-${compared.count += 1}` });
  const said = element("p", { role: "status", class: "small strong" });
  field.addEventListener("change", async () => {
    const [file] = field.files;
    if (!file) return;
    const bytes = await file.arrayBuffer().catch(() => null);
    const found = bytes && namesDigest(payload, hexOf(await sha256(new Uint8Array(bytes))));
    said.textContent = bytes ? say(found ? "same" : "other") : say("no-file");
    said.dataset.found = bytes ? String(found) : "";
  });
  const label = element("label", { class: "ds-label", for: field.id }, say("compare"));
  return element("div", { class: "ds-field" }, label, element("p", { class: "small muted" }, say("compare-help")), field, said);
}
compared.count = 0;
