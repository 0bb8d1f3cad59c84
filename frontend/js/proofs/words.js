// What is said of a proof, in Indonesian and in English; the sentences of refusals are those of pulau_verify.py.
const WORDS = {
  valid: ["Asli dan disaksikan", "Genuine and witnessed"],
  "valid-lead": [
    "Tercatat di log publik, para saksi yang disyaratkan sudah menandatangani, dan isinya tidak berubah sejak itu.",
    "It stands in the public log, the witnesses that the policy asks for have signed, and nothing was changed since.",
  ],
  unwitnessed: ["Asli, tetapi belum cukup disaksikan", "Genuine, but not witnessed enough"],
  "unwitnessed-lead": [
    "Bukti ini dari log itu, tetapi saksi yang disyaratkan belum lengkap. Jangan dianggap sah; mintalah bukti yang baru.",
    "The proof is by that log, but not cosigned by the witnesses that the policy asks for. Ask for a newer one.",
  ],
  invalid: ["Tidak sah", "Not valid"],
  unreadable: ["Tidak dapat diperiksa", "Cannot be checked"],
  receipt: ["Berkas ini bukan tanda terima Pulau yang utuh.", "This is not a whole receipt of Pulau."],
  "not-canonical": ["Bagian “{what}” tidak dalam bentuk baku.", "The part “{what}” is not in its one form."],
  leaf: ["Daun ini bukan dari catatan {origin}.", "The leaf is not of the log {origin}."],
  commit: ["Isi rekaman telah diubah: tidak cocok dengan catatan.", "The record was changed: the log holds another."],
  fields: ["Rekaman dan daun tidak saling cocok.", "Record and leaf differ."],
  proof: ["Bukti rusak atau terpotong.", "The proof is damaged or cut."],
  path: ["Bukti tidak mengarah ke akar pohon catatan.", "The proof does not lead to the root of the log."],
  note: ["Kepala catatan rusak atau terpotong.", "The signed head of the log is damaged or cut."],
  checkpoint: ["Kepala catatan tidak dalam bentuk yang benar.", "The head of the log is not in its right form."],
  signature: ["Tanda tangan {name} tidak benar.", "The signature of {name} is not right."],
  "no-log": ["Catatan {origin} tidak menandatanganinya.", "No trusted key of the log {origin} has signed it."],
  "other-log": ["Ini dari catatan yang tidak dikenal kebijakan.", "This is of a log that the policy does not know."],
  print: ["Teks kode QR rusak, terpotong, atau bukan bukti.", "The QR code's text is damaged, cut, or no proof."],
  policy: ["Berkas kebijakan salah pada baris {line}.", "The policy is wrong in line {line}."],
  "no-quorum": ["Berkas kebijakan tidak memuat kuorum.", "The policy has no quorum."],
  "no-policy": [
    "Berkas kebijakan belum ada. Ambil dari pihak yang Anda percayai, lalu pilih di bagian Kebijakan.",
    "There is no policy yet. Get one from somebody you trust, and choose it under Policy.",
  ],
  "no-crypto": [
    "Peramban ini tidak dapat menghitung tanda tangan elektronik, atau halaman dibuka lewat http. Pakailah peramban yang lebih baru, atau pulau_verify.py.",
    "This browser cannot compute electronic signatures, or the page came over http. Use a newer browser, or pulau_verify.py.",
  ],
  "no-code": [
    "Di foto ini tidak ditemukan kode bukti. Foto lagi lebih dekat, tegak lurus, dan cukup terang.",
    "No proof was found in this photo. Take it again, closer, straight and in good light.",
  ],
  nothing: ["Belum ada bukti. Pindai, pilih, atau tempel dahulu.", "There is no proof yet. Scan, choose or paste one first."],
  "no-file": ["Berkas itu tidak dapat dibaca.", "The file cannot be read."],
  "other-code": ["Kode itu bukan bukti lengkap; itu tautan ke halaman pemeriksaan.", "That code is no proof; it leads to a page."],
  future: [
    "Waktu tanda tangan {name} belum tiba menurut jam perangkat ini; periksa jamnya.",
    "{name} signed at a time that is still to come by this device's clock; check the clock.",
  ],
  stated: ["Yang ditetapkan", "What was decided"],
  witnesses: ["Disaksikan oleh", "Witnessed by"],
  details: ["Rincian teknis", "Technical details"],
  action: ["Peristiwa", "Event"],
  at: ["Dicatat", "Recorded"],
  log: ["Log", "Log"],
  index: ["Nomor di log", "Number in the log"],
  size: ["Ukuran log saat itu", "Size of the log then"],
  title: ["Predikat", "Title"],
  holder: ["Penyandang", "Holder"],
  agency: ["Instansi", "Agency"],
  issuer: ["Ditetapkan oleh", "Decided by"],
  decree: ["Nomor keputusan", "Decree"],
  decree_day: ["Tanggal keputusan", "Day of the decree"],
  valid_from: ["Berlaku sejak", "Valid from"],
  valid_until: ["Berlaku sampai", "Valid until"],
  law: ["Dasar penilaian", "Assessed by"],
  year: ["Tahun", "Year"],
  today: [
    "Bukti ini menunjukkan apa yang dicatat pada waktu itu. Apakah predikatnya dicabut sesudahnya, lihat di halaman pemeriksaan.",
    "The proof shows what was recorded then. Whether the title was revoked since stands on the checking page.",
  ],
  compare: ["Cocokkan dengan berkas", "Compare with a file"],
  "compare-help": ["Berkasnya tidak meninggalkan perangkat ini.", "The file does not leave this device."],
  same: ["Cocok: berkas ini disebut di dalam bukti.", "It matches: the proof names this file."],
  other: ["Tidak cocok: berkas ini tidak disebut di dalam bukti.", "It does not match: the proof does not name this file."],
};

/** The language of the page: `id` or `en`. */
export const language = () => (document.documentElement.lang.startsWith("en") ? "en" : "id");

/** A sentence or label; "" where there is none. */
export function say(code, facts = {}) {
  const words = WORDS[code]?.[Number(language() === "en")] ?? "";
  return words.replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
}

/** A time in seconds as people read it here; the number where the calendar ends. */
export function when(seconds) {
  const at = new Date(Number(seconds) * 1000);
  const zone = language() === "en" ? "en-GB" : "id-ID";
  return Number.isNaN(at.getTime()) ? String(seconds) : at.toLocaleString(zone, { dateStyle: "long", timeStyle: "long" });
}

/** A day `2026-03-02` as people read it; any other text as it is. */
export function shown(value) {
  if (typeof value !== "string") return JSON.stringify(value);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const day = new Date(`${value}T00:00:00Z`);
  const zone = language() === "en" ? "en-GB" : "id-ID";
  return Number.isNaN(day.getTime()) ? value : day.toLocaleDateString(zone, { dateStyle: "long", timeZone: "UTC" });
}
