const MOST = 5;

/** While somebody types `@` and letters in a comment, offers the names of those who can be told, as buttons below. */
export function namings(root) {
  for (const list of root.querySelectorAll("[data-naming]")) {
    const text = document.getElementById(list.dataset.naming);
    const names = [...list.closest("form").querySelectorAll("[name=beritahu] + label")].map((label) => label.textContent.trim());
    if (text && names.length) offer(text, list, names);
  }
}

function offer(text, list, names) {
  const show = () => {
    const typed = typedName(text);
    const fitting = typed === null ? [] : names.filter((name) => fits(name, typed)).slice(0, MOST);
    list.replaceChildren(...fitting.map((name) => button(name, () => insert(text, name, show))));
    list.hidden = fitting.length === 0;
  };
  text.addEventListener("input", show);
  text.addEventListener("click", show);
  list.closest("form").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    list.hidden = true;
    text.focus();
  });
}

/** What stands between the last `@` and the caret; null where no name is being typed. */
function typedName(text) {
  const before = text.value.slice(0, text.selectionStart);
  const found = /(?:^|[^\p{L}\p{N}._])@([^\n@]{0,40})$/u.exec(before);
  return found && text.selectionStart === text.selectionEnd ? found[1].toLocaleLowerCase() : null;
}

function fits(name, typed) {
  const known = name.toLocaleLowerCase();
  return known !== typed.trim() && (known.startsWith(typed) || known.split(" ").some((word) => word.startsWith(typed)));
}

function button(name, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "ds-button";
  made.dataset.variant = "secondary";
  const isolated = document.createElement("bdi");
  isolated.textContent = `@${name}`;
  made.append(isolated);
  made.addEventListener("click", press);
  return made;
}

function insert(text, name, show) {
  const at = text.value.lastIndexOf("@", text.selectionStart - 1);
  text.setRangeText(`@${name} `, at, text.selectionStart, "end");
  text.focus();
  show();
}
