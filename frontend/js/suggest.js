/**
 * Search fields marked `data-suggest` (an address) show a few things that fit while somebody types: the combobox of
 * WAI-ARIA 1.2 with a list. Arrows choose, Enter opens, Escape closes; how many there are is announced. Without this
 * script, and while the server does not answer, the field is the plain search that it is.
 */
const PAUSE = 150; // milliseconds without a key before we ask
const LEAST = 2; // letters

export function suggesting(root) {
  for (const field of root.querySelectorAll("input[data-suggest]")) suggest(field);
}

function suggest(field) {
  const id = `${field.id}-saran`;
  const box = document.createElement("div");
  const said = document.createElement("p");
  box.className = "suggestions";
  box.hidden = true;
  said.className = "ds-sr-only";
  said.setAttribute("role", "status");
  field.parentElement.classList.add("has-suggestions");
  field.parentElement.append(box, said);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) {
    field.setAttribute(name, value);
  }
  const empty = document.createElement("ul");
  empty.id = id;
  empty.setAttribute("role", "listbox");
  empty.setAttribute("aria-label", field.dataset.suggestName);
  box.append(empty);

  let chosen = -1, timer = 0, asking = null, composing = false;
  const options = () => [...box.querySelectorAll("[role=option]")];

  const choose = (at) => {
    chosen = at;
    options().forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === at));
      if (number === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options()[at].id);
  };
  const open = (yes) => {
    box.hidden = !yes;
    field.setAttribute("aria-expanded", String(yes));
    if (!yes) choose(-1);
  };
  const forget = () => { clearTimeout(timer); asking?.abort(); open(false); };
  const go = (option) => {
    const { href } = option.dataset;
    if (/^\/[^/\\]/.test(href)) window.location.assign(href); // a page of ours, whatever came
  };

  const show = (text) => {
    const list = new DOMParser().parseFromString(text, "text/html").querySelector("[role=listbox]");
    if (!list) { open(false); return; }
    list.id = id;
    list.setAttribute("aria-label", field.dataset.suggestName);
    box.replaceChildren(document.importNode(list, true));
    options().forEach((option, number) => { option.id = `${id}-${number}`; });
    open(options().length > 0);
    said.textContent = list.dataset.said ?? "";
  };
  const ask = async () => {
    asking?.abort();
    const mine = asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ cari: field.value.trim() })}`, { signal: mine.signal });
      const text = answer.ok ? await answer.text() : "";
      if (asking === mine && document.activeElement === field) show(text);
    } catch { if (asking === mine) open(false); } // away or overtaken: the form still searches
  };

  field.addEventListener("compositionstart", () => { composing = true; });
  field.addEventListener("compositionend", () => { composing = false; });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < LEAST) { forget(); said.textContent = ""; } else timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (composing) return;
    const all = options(), shown = !box.hidden && all.length > 0;
    if (event.key === "Escape" && shown) { event.preventDefault(); forget(); } // a second one empties the field, as everywhere
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown) { if (event.key === "ArrowDown" && all.length) { event.preventDefault(); open(true); } return; }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1; // -1 is the field itself, between last and first
      choose((chosen + step + 1 + all.length + 1) % (all.length + 1) - 1);
    } else if (event.key === "Enter" && shown && chosen >= 0) { event.preventDefault(); go(all[chosen]); }
    else if (event.key === "Tab") forget();
  });
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  field.addEventListener("blur", forget);
}
