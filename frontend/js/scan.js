/** Reads a QR code by the camera where the browser can do it itself; elsewhere nothing of it is shown. No picture is sent. */
export async function scanning(root) {
  const box = root.querySelector("[data-scan]");
  if (!box || !("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return;
  const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!formats.includes("qr_code")) return;
  const part = (name) => box.querySelector(`[data-scan-${name}]`);
  const view = part("view");
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;

  const show = (running) => {
    part("start").hidden = running;
    for (const name of ["stop", "view", "hint"]) part(name).hidden = !running;
  };
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    view.srcObject = null;
    show(false);
  };
  const look = async () => {
    if (!stream) return;
    const found = await detector.detect(view).catch(() => []);
    const text = found[0]?.rawValue;
    if (!text) { setTimeout(look, 200); return; }
    stop();
    if (text.startsWith("PULAU1:")) { document.dispatchEvent(new CustomEvent("pulau:proof", { detail: text })); return; }
    window.location.assign(`${box.dataset.scan}?nomor=${encodeURIComponent(text.slice(0, 300))}`);
  };
  const start = async () => {
    part("refused").hidden = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      view.srcObject = stream;
      show(true);
      view.play().catch(() => {}); // closed again before the first picture
      look();
    } catch {
      stop();
      part("refused").hidden = false;
    }
  };
  part("start").addEventListener("click", start);
  part("stop").addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
  box.hidden = false;
}
