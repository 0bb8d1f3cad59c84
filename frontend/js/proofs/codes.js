// QR codes, read on this device: by the browser where it can, else by `qr` (paulmillr, MIT or Apache-2.0).
import decodeQR from "qr/decode.js";

const SIDES = [1400, 2400, 900];

async function detector() {
  if (!("BarcodeDetector" in globalThis)) return null;
  const formats = await globalThis.BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes("qr_code") ? new globalThis.BarcodeDetector({ formats: ["qr_code"] }) : null;
}

/** What the QR code in a picture (anything that a canvas draws, of this size) says; "" where none is found. */
async function codeIn(picture, width, height, sides = SIDES) {
  const own = await detector();
  const found = (await own?.detect(picture).catch(() => [])) ?? [];
  const texts = found.map((each) => each.rawValue);
  const best = texts.find((text) => text.startsWith("PULAU1:")) ?? texts[0];
  if (best) return best;
  for (const side of sides) {
    const scale = Math.min(1, side / Math.max(width, height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // none at this size
    }
    if (scale === 1) break;
  }
  return "";
}

/** What the code in a photo says; "" where there is none, or it is no photo. */
export async function codeInFile(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return "";
  try {
    return await codeIn(picture, picture.width, picture.height);
  } finally {
    picture.close();
  }
}

/** Whether there may be a camera. */
export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** Look through the camera until `found` of a code's text says that it is enough; returns how to stop. */
export async function watch(view, found) {
  const wanted = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1440 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
  let going = true;
  const stop = () => {
    going = false;
    for (const track of stream.getTracks()) track.stop();
    view.srcObject = null;
  };
  const look = async () => {
    if (!going) return;
    const text = view.videoWidth ? await codeIn(view, view.videoWidth, view.videoHeight, [1400]) : "";
    if (going && text && found(text)) stop();
    else setTimeout(look, 150);
  };
  view.srcObject = stream;
  view.play().catch(() => {}); // closed again before the first picture
  look();
  return stop;
}
