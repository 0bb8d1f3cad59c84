// The page that checks proofs without any network: /log/periksa-luring.html, also as a saved file.
import { Fault, Unreadable, bytesOf, hexOf, sha256 } from "./proofs/bytes.js";
import { codeInFile, hasCamera, watch } from "./proofs/codes.js";
import { readPolicy } from "./proofs/notes.js";
import { PREFIX, check } from "./proofs/receipts.js";
import { judged, slip } from "./proofs/verdict.js";
import { say } from "./proofs/words.js";

const at = (name) => document.querySelector(`[data-${name}]`);
const shipped = at("policy-shipped").textContent;
let policy = shipped.trim() ? bytesOf(shipped) : null;
let given = null;
let stop = null;

/** One code or text as it was read: line ends of a paste are none of it, spaces are. */
const tidied = (text) => text.replace(/[\r\n\t]/g, "");

async function show() {
  if (given === null) return;
  const found = await judged(async () => {
    if (given instanceof Fault) throw given;
    if (!policy) throw new Unreadable("no-policy");
    return check(given, policy);
  });
  const { whole, title } = slip(found);
  at("result").replaceChildren(whole);
  title.focus();
  whole.scrollIntoView({ block: "start" });
}

function take(what) {
  given = what;
  return show();
}

/** Text that somebody pasted or scanned: a proof in print, or a receipt's own text. */
function takeText(text) {
  const start = text.trimStart();
  if (!start) return take(new Unreadable("nothing"));
  if (start.startsWith("{")) return take(bytesOf(start));
  if (/^https?:/.test(start)) return take(new Unreadable("other-code"));
  return take(tidied(start));
}

async function takeFile(file) {
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return take(new Unreadable("no-file"));
  const raw = new Uint8Array(bytes);
  const isPicture = file.type.startsWith("image/") || /\.(jpe?g|png|webp)$/i.test(file.name);
  if (!isPicture) {
    const head = new TextDecoder().decode(raw.slice(0, PREFIX.length));
    return head === PREFIX ? take(tidied(new TextDecoder().decode(raw))) : take(raw);
  }
  const text = await codeInFile(file);
  return text ? takeText(text) : take(new Unreadable("no-code"));
}

async function usePolicy(bytes) {
  const told = at("policy-told");
  try {
    const read = await readPolicy(bytes);
    policy = bytes;
    told.textContent = [...read.logs.map((key) => key.name), ...read.witnesses.keys()].join(", ");
    at("policy-digest").textContent = hexOf(await sha256(bytes));
    at("policy-problem").textContent = "";
  } catch (problem) {
    if (!(problem instanceof Fault)) throw problem;
    at("policy-problem").textContent = say(problem.code, problem.facts);
  }
  await show();
}

function speak(language) {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-id]")) each.textContent = each.dataset[language];
  for (const each of document.querySelectorAll("[data-speak]")) {
    each.setAttribute("aria-pressed", String(each.dataset.speak === language));
  }
  document.title = document.querySelector("h1").dataset[language];
  show();
}

at("text-form").addEventListener("submit", (event) => {
  event.preventDefault();
  takeText(at("text").value);
});
at("file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) takeFile(file);
});
at("policy-file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file) usePolicy(new Uint8Array(await file.arrayBuffer()));
});
at("policy-form").addEventListener("submit", (event) => {
  event.preventDefault();
  usePolicy(bytesOf(at("policy-text").value));
});
for (const each of document.querySelectorAll("[data-speak]")) {
  each.addEventListener("click", () => speak(each.dataset.speak));
}

function running(on) {
  at("scan-start").hidden = on;
  for (const name of ["scan-stop", "scan-view", "scan-hint"]) at(name).hidden = !on;
}
function end() {
  stop?.();
  stop = null;
  running(false);
}
if (hasCamera()) {
  at("scan").hidden = false;
  at("scan-start").addEventListener("click", async () => {
    at("scan-refused").hidden = true;
    running(true);
    try {
      stop = await watch(at("scan-view"), (text) => {
        running(false);
        takeText(text);
        return true;
      });
    } catch {
      end();
      at("scan-refused").hidden = false;
    }
  });
  at("scan-stop").addEventListener("click", end);
}

speak(new URLSearchParams(location.search).get("bahasa") === "en" ? "en" : "id");
at("app").hidden = false;
if (policy) usePolicy(policy);
