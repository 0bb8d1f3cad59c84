"""What a check found, in plain sentences of both languages: who signed as what, when, what holds, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from pulau.exchange.names import Two, pick
from pulau.exchange.pdf.labels import long_date
from pulau.exchange.signatures.checking import Checked, Problem, Report, Verdict
from pulau.exchange.signatures.signing import Level

_WIB: Final = timezone(timedelta(hours=7), "WIB")
_FILE: Final[dict[Verdict, Two]] = {
    Verdict.INTACT: (
        "Utuh dan tepercaya: tidak ada yang berubah sejak ditandatangani.",
        "Intact and trusted: nothing has changed since it was signed.",
    ),
    Verdict.UNTRUSTED: (
        "Tidak dapat dipercaya: isinya tidak berubah, tetapi penanda tangannya tidak dikenal jangkar yang dipakai.",
        "Not trusted: its content is unchanged, but no anchor in use knows who signed it.",
    ),
    Verdict.REVOKED: (
        "Tidak sah: ada sertifikat yang sudah dicabut ketika dipakai.",
        "Not valid: a certificate had been revoked when it was used.",
    ),
    Verdict.EXPIRED: (
        "Tidak terbukti: isinya tidak berubah, tetapi tidak ada bukti bahwa sertifikatnya berlaku ketika dipakai.",
        "Not proven: its content is unchanged, but nothing shows that a certificate still counted when it was used.",
    ),
    Verdict.ALTERED: (
        "Sudah diubah setelah ditandatangani. Jangan dipakai.",
        "Changed after signing. Do not rely on it.",
    ),
    Verdict.UNSIGNED: ("Tidak bertanda tangan.", "Not signed."),
}
_ONE: Final[dict[Verdict, Two]] = {
    Verdict.INTACT: (
        "Tidak berubah, dan sertifikatnya dari {issuer} berlaku ketika dipakai.",
        "Unchanged, and the certificate from {issuer} counted when it was used.",
    ),
    Verdict.UNTRUSTED: (
        "Tidak berubah, tetapi sertifikatnya dari {issuer} tidak berasal dari jangkar yang dipakai.",
        "Unchanged, but the certificate from {issuer} does not come from an anchor in use.",
    ),
    Verdict.REVOKED: (
        "Tidak berubah, tetapi sertifikatnya dari {issuer} sudah dicabut ketika dipakai.",
        "Unchanged, but the certificate from {issuer} had been revoked when it was used.",
    ),
    Verdict.EXPIRED: (
        "Tidak berubah, tetapi tidak terbukti bahwa sertifikatnya dari {issuer} berlaku ketika dipakai.",
        "Unchanged, but nothing shows that the certificate from {issuer} counted when it was used.",
    ),
    Verdict.ALTERED: (
        "Berubah: yang ada dalam berkas bukan lagi yang ditandatangani.",
        "Changed: what the file holds is no longer what was signed.",
    ),
}
_NO_ANCHOR: Final = (
    "Tidak berubah. Sertifikatnya menyebut penerbit {issuer}; itu belum diperiksa.",
    "Unchanged. Its certificate names {issuer} as issuer, which was not checked.",
)
_WHY: Final[dict[str, Two]] = {
    Problem.NO_TIMESTAMP: (
        "Belum ada penanda waktu; waktunya menurut penanda tangan sendiri.",
        "There is no timestamp yet; the time is the signer's own word.",
    ),
    Problem.TIMESTAMP_UNTRUSTED: (
        "Penanda waktunya tidak dapat dipakai: bukan dari jangkar, atau masanya sudah lewat.",
        "Its timestamp cannot be relied on: it comes from no anchor, or its time is over.",
    ),
    Problem.REVOCATION_UNKNOWN: (
        "Apakah sertifikatnya dicabut sebelum itu, tidak tertulis dalam berkas; tanyakan di /periksa.",
        "Whether the certificate had been revoked by then is not in the file; ask at /periksa.",
    ),
    Problem.WEAK: (
        "Memakai intisari lama yang kini dapat dipalsukan.",
        "It uses an old digest that can be forged today.",
    ),
    Problem.UPDATED: (
        "Sesuatu ditambahkan setelah tanda tangan terakhir.",
        "Something was added after the last signature.",
    ),
}
_LEVELS: Final[dict[Level, Two]] = {
    Level.B_B: ("Tingkat PAdES B-B: tanpa penanda waktu.", "PAdES level B-B: without a timestamp."),
    Level.B_T: ("Tingkat PAdES B-T: dengan penanda waktu.", "PAdES level B-T: with a timestamp."),
    Level.B_LT: (
        "Tingkat PAdES B-LT: buktinya lengkap di dalam berkas, untuk diperiksa bertahun-tahun lagi.",
        "PAdES level B-LT: all evidence is inside the file, to be checked in many years.",
    ),
}
_WORDS: Final[dict[str, Two]] = {
    "signed": ("Ditandatangani {when}, dibuktikan oleh penanda waktu.", "Signed on {when}, as a timestamp shows."),
    "claimed": ("Ditandatangani {when} menurut penanda tangan.", "Signed on {when} by the signer's own word."),
    "purpose": ("Untuk: {reason}", "For: {reason}"),
    "stamped": ("Seluruh berkas diberi penanda waktu {when}.", "The whole file was timestamped on {when}."),
    "active": (
        "Awas: berkas ini memuat skrip, lampiran, atau perintah. Yang tampak di layar dapat berubah.",
        "Beware: this file carries scripts, attachments or commands. What the screen shows may change.",
    ),
    "now": (
        "Apakah dokumen ini kemudian diganti atau dicabut hanya diketahui penerbitnya: periksa nomornya di /periksa.",
        "Whether the document was replaced or withdrawn since only its issuer knows: look its number up at /periksa.",
    ),
    "unknown": (
        "Isinya tidak berubah sejak ditandatangani, tetapi siapa penanda tangannya belum dapat dipastikan.",
        "Its content is unchanged since it was signed, but who signed it cannot be told yet.",
    ),
    "no-anchor": (
        "Tidak ada jangkar kepercayaan, jadi hanya keutuhan isinya yang diperiksa.",
        "There is no trust anchor, so only the content was checked.",
    ),
    "get-anchor": (
        "Unduh /periksa/jangkar.pem dari alamat Pulau penerbitnya, lalu ulangi dengan --anchor jangkar.pem.",
        "Download /periksa/jangkar.pem from the Pulau site of its issuer, then repeat with --anchor jangkar.pem.",
    ),
    "keep-anchor": (
        "Jangkar yang disimpan di {folder} dipakai tanpa disebut.",
        "Anchors that are kept in {folder} are used without being named.",
    ),
}


def said_of(report: Report, language: str) -> Iterator[str]:
    """Say the whole of a report, line by line: first the file, then each signature."""
    yield say("unknown", language) if _is_unknown(report) else pick(_FILE[report.verdict], language)
    if report.active_content:
        yield say("active", language)
    for position, one in enumerate(report.signatures, start=1):
        yield ""
        yield f"{position}. {_who(one)}"
        yield from (f"   {line}" for line in _lines(one, language))
    if report.document_timestamps:
        yield ""
        yield from (say("stamped", language, when=_when(moment, language)) for moment in report.document_timestamps)


def say(key: str, language: str, **values: str) -> str:
    """Return one sentence."""
    return pick(_WORDS[key], language).format(**values)


def _is_unknown(report: Report) -> bool:
    return report.verdict is Verdict.UNTRUSTED and all(one.problem == Problem.NO_ANCHOR for one in report.signatures)


def _who(one: Checked) -> str:
    where = f" ({one.organisation})" if one.organisation else ""
    return f"{one.name}, {one.title}{where}" if one.title else f"{one.name}{where}"


def _lines(one: Checked, language: str) -> Iterator[str]:
    if one.moment is not None:
        yield say("signed" if one.timestamped else "claimed", language, when=_when(one.moment, language))
    if one.reason:
        yield say("purpose", language, reason=one.reason)
    told = _NO_ANCHOR if one.problem == Problem.NO_ANCHOR else _ONE[one.verdict]
    yield pick(told, language).format(issuer=one.issuer)
    if one.problem in _WHY:
        yield pick(_WHY[one.problem], language)
    if one.verdict is Verdict.INTACT:
        yield pick(_LEVELS[one.level], language)


def _when(moment: datetime, language: str) -> str:
    """Print a moment in western Indonesian time and in UTC: a file does not tell where it was signed."""
    here, there = moment.astimezone(_WIB), moment.astimezone(UTC)
    mark = ":" if language == "en" else "."
    hours = f"%H{mark}%M"
    return f"{long_date(here.date(), language)} {here:{hours}} WIB ({there:{hours}} UTC)"
