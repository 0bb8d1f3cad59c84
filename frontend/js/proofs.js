// Proofs on /periksa: loaded when somebody gives one. It checks in the page; nothing of it is sent.
import { bytesOf } from "./proofs/bytes.js";
import { codeInFile } from "./proofs/codes.js";
import { hasNative, isSigned } from "./proofs/ed25519.js";
import { readPolicy } from "./proofs/notes.js";
import { PREFIX, check, namesDigest, readPrint, readReceipt, rootFromPath } from "./proofs/receipts.js";
import { judged, slip } from "./proofs/verdict.js";

export { PREFIX, check, codeInFile, hasNative, isSigned, judged, namesDigest, readPolicy, readPrint, readReceipt, rootFromPath, slip };

/** Check a proof's text or a receipt's bytes against this installation's policy, and show the slip in `place`. */
export async function showIn(place, given, policyText) {
  const found = await judged(() => check(typeof given === "string" ? given.replace(/[\r\n\t]/g, "") : given, bytesOf(policyText)));
  const { whole, title } = slip(found);
  place.replaceChildren(whole);
  place.hidden = false;
  title.focus();
  whole.scrollIntoView({ block: "start" });
  return found.state;
}
