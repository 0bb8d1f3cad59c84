// The hall's screen and the phones move along with what happens. The page was whole when it came; here only what an event
// changes is changed, and what the page cannot show by itself (somebody was replaced, the end) has it fetched anew.
const RELOAD_MS = 1500;

export function hall(root) {
  const place = root.querySelector("[data-ceremony]");
  if (!place) return;
  const leading = place.dataset.ceremony === "lead"; // its buttons change with every step
  root.addEventListener("pulau:live", ({ detail }) => {
    ((leading ? null : CHANGES[detail.name]) ?? reloadSoon)(place, detail.data ?? {});
  });
  for (const form of root.querySelectorAll("form:has([data-now])")) {
    form.addEventListener("submit", () => { form.querySelector("[data-now]").value = new Date().toISOString(); }, true);
  }
  root.addEventListener("pulau:queued", ({ target }) => target.closest("form")?.querySelector("button")?.setAttribute("disabled", ""));
  root.addEventListener("pulau:sent", () => reloadSoon(place));
}

const CHANGES = { "line-read": lineRead, turn, signed, pacts, confirmed: () => {}, note: noted };

function lineRead(place, { line }) {
  for (const item of place.querySelectorAll("[data-line]")) {
    const number = Number(item.dataset.line);
    item.toggleAttribute("aria-current", number === line);
    if (number === line) item.setAttribute("aria-current", "true");
    item.toggleAttribute("data-far", Math.abs(number - line) > 1);
  }
}

function turn(place, { person }) {
  for (const item of place.querySelectorAll("[data-person]")) {
    const now = item.dataset.person === person;
    if (item.dataset.state === "now" && !now) mark(item, "todo", place.dataset.waits);
    if (now && item.dataset.state === "todo") mark(item, "now", place.dataset.now);
  }
}

function signed(place, { person, clock }) {
  const item = place.querySelector(`[data-person="${CSS.escape(person)}"]`);
  if (!item) return reloadSoon(place);
  mark(item, "done", place.dataset.signed.replace("{}", clock));
  const waiting = place.querySelector('[data-person][data-state="now"], [data-person][data-state="todo"]');
  if (waiting) mark(waiting, "now", place.dataset.now);
  if (place.querySelector("[data-witnessed]")) reloadSoon(place); // there is something more to confirm
}

function mark(item, state, words) {
  item.dataset.state = state;
  item.toggleAttribute("aria-current", state === "now");
  if (state === "now") item.setAttribute("aria-current", "step");
  item.querySelector("[data-told]").textContent = words;
  const number = item.querySelector(".hall-signer__no");
  if (state === "done") number.replaceChildren(document.querySelector("#h-done").content.cloneNode(true));
}

function pacts(place, { signed: done, staff, units }) {
  const count = place.querySelector("[data-signed]");
  if (!count || place.dataset.staff !== String(staff)) return reloadSoon(place);
  count.textContent = done.toLocaleString(document.documentElement.lang);
  place.querySelector("[data-bar]").setAttribute("width", `${staff ? Math.floor((100 * done) / staff) : 0}%`);
  const rows = new Map([...place.querySelectorAll("[data-place]")].map((row) => [row.dataset.place, row]));
  for (const unit of units ?? []) {
    const shown = rows.get(unit.name);
    if (shown) shown.textContent = place.dataset.of.replace("{0}", unit.signed).replace("{1}", unit.staff);
  }
}

function noted(place) {
  if (place.querySelector("[data-notes]")) reloadSoon(place);
}

/** Everybody at once would be many: each page waits its own little while. What is being typed is never lost to it. */
function reloadSoon(place) {
  if (place.dataset.reloading) return;
  place.dataset.reloading = "1";
  const wait = RELOAD_MS * (0.3 + Math.random());
  setTimeout(() => {
    delete place.dataset.reloading;
    const typing = [...document.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
    if (!typing && navigator.onLine) location.reload();
  }, wait);
}
