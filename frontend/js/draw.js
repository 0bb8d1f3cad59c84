/**
 * A signature drawn by finger, pen or mouse in `form[data-draw]`; the form sends it as strokes of whole numbers.
 * Where the network is away the strokes stay, and the form says so. Also leads an untouched tablet back to its list.
 */
const MOST_POINTS = 9000;
const MOST_STROKES = 190;
const NEAR = 3;
const PEN = 7;
const PATIENCE = 20_000;

export function drawing(root) {
  idle(root);
  const form = root.querySelector("form[data-draw]");
  if (!form) return;
  const canvas = form.querySelector("canvas");
  const ink = canvas.getContext("2d");
  const told = form.querySelector("[data-draw-told]");
  let strokes = read(form.elements.goresan.value, canvas);
  let stroke = null;
  let sending = false;

  const say = (what) => { told.textContent = what ? form.dataset[`draw${what}`] : ""; };
  const keep = () => {
    form.elements.goresan.value = JSON.stringify({ w: canvas.width, h: canvas.height, strokes });
  };
  const paint = () => {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    ink.lineWidth = PEN;
    ink.lineCap = ink.lineJoin = "round";
    ink.strokeStyle = getComputedStyle(canvas).color;
    for (const [first, ...rest] of strokes) {
      ink.beginPath();
      ink.moveTo(...first);
      for (const point of rest.length ? rest : [first]) ink.lineTo(...point);
      ink.stroke();
    }
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    return [
      within(((event.clientX - box.left) / box.width) * canvas.width, canvas.width),
      within(((event.clientY - box.top) / box.height) * canvas.height, canvas.height),
    ];
  };
  const full = () => strokes.length > MOST_STROKES || strokes.reduce((sum, one) => sum + one.length, 0) > MOST_POINTS;

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    if (full()) { say("Full"); return; }
    canvas.setPointerCapture(event.pointerId);
    stroke = [at(event)];
    strokes.push(stroke);
    say("");
    paint();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke || !event.isPrimary) return;
    for (const part of event.getCoalescedEvents?.() ?? [event]) {
      const [x, y] = at(part);
      const [lastX, lastY] = stroke.at(-1);
      if (Math.hypot(x - lastX, y - lastY) >= NEAR) stroke.push([x, y]);
    }
    if (full()) { stroke = null; keep(); say("Full"); }
    paint();
  });
  const lift = () => { if (stroke) { stroke = null; keep(); } };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  form.querySelector("[data-draw-clear]").addEventListener("click", () => {
    strokes = [];
    stroke = null;
    keep();
    say("");
    paint();
  });

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value === "silang") return; // an ordinary form
    event.preventDefault();
    if (sending) return;
    if (!strokes.length) { say("Empty"); return; }
    sending = true;
    form.setAttribute("aria-busy", "true");
    say("");
    keep();
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.redirected) window.location.replace(answer.url);
      else if (answer.status < 500) form.submit(); // the page says why; the same drawing is kept once
      else say("Failed");
    } catch {
      say("Offline");
    } finally {
      sending = false;
      form.removeAttribute("aria-busy");
    }
  });

  for (const box of form.querySelectorAll("[data-draw-box]")) box.hidden = false;
  paint();
  // Coming back by the browser's button must not show what somebody else drew or read.
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
}

/** What a refused form brought back, or nothing where it is not a drawing of this field. */
function read(text, canvas) {
  try {
    const { w, h, strokes } = JSON.parse(text);
    const sound = w === canvas.width && h === canvas.height && strokes.every(
      (one) => one.length && one.every((point) => point.length === 2 && point.every(Number.isInteger)));
    return sound ? strokes : [];
  } catch {
    return [];
  }
}

function idle(root) {
  const mark = root.querySelector("[data-idle]");
  if (!mark) return;
  const leave = () => window.location.replace(mark.dataset.idleHome);
  let timer = null;
  const awake = () => {
    clearTimeout(timer);
    timer = setTimeout(leave, Number(mark.dataset.idle) * 1000);
  };
  for (const name of ["pointerdown", "pointermove", "keydown", "scroll"]) {
    window.addEventListener(name, awake, { passive: true });
  }
  awake();
}
