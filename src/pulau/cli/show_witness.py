"""What the commands of a witness say: what was done or refused, why, and what to do next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pulau.core.log.notes import Key, NoteRefused
from pulau.exchange.log import keys
from pulau.exchange.log.trusted_logs import LogsRefused
from pulau.exchange.log.witness_state import Seen, StateRefused
from pulau.exchange.log.witnessing import EVIDENCE, Answer, Case, Witness
from pulau.exchange.messages.model import Message

Two = tuple[str, str]
"""Indonesian and English."""

_WORDS: Final[dict[str, Two]] = {
    "made": ("Saksi baru dibuat di {folder}.", "A new witness was made in {folder}."),
    "name": ("Saksi: {name}", "Witness: {name}"),
    "key": ("Kunci umum (boleh dibagikan): {vkey}", "Public key (may be given to anybody): {vkey}"),
    "line": (
        "Baris untuk kebijakan catatan; kirimkan kepada penyelenggara lewat jalan yang tepercaya:",
        "The line for the log's policy; send it to the operator in a way that both trust:",
    ),
    "secret": (
        "Kunci rahasia ada di {path}: jangan pernah dikirim, dan jangan pulihkan folder ini dari cadangan lama.",
        "The secret key is in {path}: never send it, and never restore this folder from an old copy.",
    ),
    "no-logs": (
        "Belum ada catatan yang dipercaya: pulau witness trust {folder} KUNCI-CATATAN",
        "It trusts no log yet: pulau witness trust {folder} LOG-KEY",
    ),
    "log": ("Catatan: {origin}", "Log: {origin}"),
    "log-key": ("  kunci tepercaya: {vkey}", "  trusted key: {vkey}"),
    "not-trusted": (
        "  tidak dipercaya lagi; ingatannya tetap disimpan",
        "  no longer trusted; what was signed is still remembered",
    ),
    "never": ("  belum pernah ditandatangani", "  never signed"),
    "size": ("  ukuran {size}, akar {root}", "  size {size}, root {root}"),
    "time": ("  terakhir ditandatangani {time}", "  last signed {time}"),
    "no-evidence": ("Tidak ada bukti pelanggaran yang disimpan.", "No evidence of misbehaviour is kept."),
    "fork-kept": (
        "BUKTI: catatan menandatangani dua akar untuk satu ukuran: {path}",
        "EVIDENCE: a log signed two roots of one size: {path}",
    ),
    "unproven-kept": ("Bukti pertumbuhan yang tidak cocok: {path}", "A proof of growth that did not hold: {path}"),
    "trusted": ("{origin} kini dipercaya dengan kunci ini.", "{origin} is now trusted with this key."),
    "trusted-already": ("Kunci ini sudah dipercaya.", "This key was trusted already."),
    "two-keys": (
        "Ada {count} kunci untuk {origin}; setelah pergantian selesai, cabut yang lama: pulau witness distrust",
        "There are {count} keys of {origin}; once the change is done, take the old one away: pulau witness distrust",
    ),
    "distrusted": ("Kunci ini tidak dipercaya lagi.", "This key is no longer trusted."),
    "distrusted-already": ("Kunci ini memang tidak dipercaya.", "This key was not trusted."),
    "serving": ("Saksi {name} melayani di {address}; Ctrl+C untuk berhenti.", "{name} at {address}; Ctrl+C ends it."),
    "written": ("Baris tanda tangan ditulis ke {path}.", "The signature lines were written to {path}."),
    "send-back": (
        "Kirimkan isinya kembali kepada penyelenggara catatan.",
        "Send them back to the operator of the log.",
    ),
    "kept": ("Bukti disimpan di {path}.", "The evidence is kept in {path}."),
    "not-kept": (
        "Bukti tidak dapat disimpan: simpan sendiri berkas permintaan ini, jangan dihapus.",
        "The evidence could not be kept: keep the file of this request yourself, and do not delete it.",
    ),
}
_PROBLEMS: Final[dict[type[Exception], Message]] = {
    FileExistsError: Message(
        id=("Folder {detail} tidak kosong.", "Pilih folder baru: saksi tidak dibuat di atas yang sudah ada."),
        en=("The folder {detail} is not empty.", "Choose a new one: a witness is not made over what is there."),
    ),
    keys.KeyFileRefused: Message(
        id=("Kunci rahasia tidak dapat dipakai: {detail}.", ""),
        en=("The secret key cannot be used: {detail}.", ""),
    ),
    StateRefused: Message(
        id=(
            "Ingatan saksi tidak dapat dipakai: {detail}.",
            "Jangan pulihkan dari cadangan: buat saksi baru di folder lain dan sampaikan kuncinya ke penyelenggara.",
        ),
        en=(
            "The witness's memory cannot be used: {detail}.",
            "Do not restore it from a copy: make a new witness in another folder, and give its key to the operator.",
        ),
    ),
    LogsRefused: Message(
        id=("Berkas logs: {detail}.", "Betulkan baris itu: KUNCI [alamat]."),
        en=("The file logs: {detail}.", "Mend that line: KEY [address]."),
    ),
    NoteRefused: Message(
        id=("Nama atau kunci tidak dapat dipakai: {detail}.", "Salin kuncinya seutuhnya: nama+angka+huruf."),
        en=("The name or key cannot be used: {detail}.", "Copy the key whole: name+digits+letters."),
    ),
    OSError: Message(id=("{detail}.", ""), en=("{detail}.", "")),
    sqlite3.Error: Message(
        id=("Ingatan saksi tidak dapat dibaca: {detail}.", "Ulangi bila proses lain sudah selesai."),
        en=("The witness's memory cannot be read: {detail}.", "Try again when the other process is done."),
    ),
}
PROBLEMS: Final = tuple(_PROBLEMS)
"""What `problem_line` has words for."""
_CASES: Final[dict[Case, Message]] = {
    Case.SIGNED: Message(
        id=("Ditandatangani: {origin}, ukuran {size} (sebelumnya {old}), {time}.", ""),
        en=("Signed: {origin}, size {size} (before: {old}), {time}.", ""),
    ),
    Case.MALFORMED: Message(
        id=(
            "Ditolak: ini bukan permintaan kepada saksi ({reason}).",
            "Minta penyelenggara mengirim berkasnya lagi, tanpa diubah oleh surel atau pengolah kata.",
        ),
        en=(
            "Refused: this is no request to a witness ({reason}).",
            "Ask the operator for the file again, unchanged by mail or word processor.",
        ),
    ),
    Case.TOO_LARGE: Message(
        id=("Ditolak: berkas lebih besar dari 64 KiB.", "Permintaan yang benar jauh lebih kecil; minta lagi."),
        en=("Refused: the file is larger than 64 KiB.", "A true request is far smaller; ask for it again."),
    ),
    Case.UNKNOWN_LOG: Message(
        id=(
            "Ditolak: catatan {origin} tidak dikenal saksi ini.",
            "Bila memang harus disaksikan, cocokkan kuncinya dengan penyelenggara, lalu: pulau witness trust",
        ),
        en=(
            "Refused: this witness does not know the log {origin}.",
            "If it is to be witnessed, compare its key with the operator, then: pulau witness trust",
        ),
    ),
    Case.NOT_SIGNED: Message(
        id=(
            "Ditolak: tidak ditandatangani dengan kunci {origin} yang dipercaya saksi ini ({reason}).",
            "Tanyakan apakah kuncinya diganti; jangan percaya kunci baru hanya karena tertulis dalam berkas.",
        ),
        en=(
            "Refused: not signed by a key that this witness trusts for {origin} ({reason}).",
            "Ask whether the key was changed; do not trust a new key only because a file names it.",
        ),
    ),
    Case.BEHIND: Message(
        id=(
            "Belum ditandatangani: berkas mulai dari ukuran {old}, saksi ini terakhir menandatangani ukuran {known}.",
            "Minta berkas yang mulai dari {known}.",
        ),
        en=(
            "Not signed: the file begins at size {old}, but this witness signed size {known} last.",
            "Ask for a file that begins at {known}.",
        ),
    ),
    Case.FORK: Message(
        id=(
            "DITOLAK, PELANGGARAN: {origin} menandatangani dua isi yang berbeda untuk ukuran {size}.",
            "Jangan tanda tangani apa pun lagi dari catatan ini; ikuti docs/howto/witness.md, “When a log forks”.",
        ),
        en=(
            "REFUSED, MISBEHAVIOUR: {origin} signed two different contents of size {size}.",
            "Sign nothing of this log any more; follow docs/howto/witness.md, “When a log forks”.",
        ),
    ),
    Case.UNPROVEN: Message(
        id=(
            "Ditolak: tidak terbukti bahwa ukuran {size} hanya menambah ukuran {old}; mungkin berkasnya rusak.",
            "Minta sekali lagi mulai dari {known}. Bila tetap begini, catatan telah diubah: docs/howto/witness.md.",
        ),
        en=(
            "Refused: nothing shows that size {size} only added to size {old}; the file may be damaged.",
            "Ask once more, beginning at {known}. If it stays so, the log was changed: docs/howto/witness.md.",
        ),
    ),
    Case.CLOCK: Message(
        id=(
            "Tidak ditandatangani: jam komputer ini ({now}) tertinggal dari tanda tangan terakhir ({last}).",
            "Betulkan jamnya, lalu ulangi.",
        ),
        en=(
            "Not signed: this computer's clock ({now}) stands behind the last signature ({last}).",
            "Set it right, then try again.",
        ),
    ),
    Case.STATE: Message(
        id=(
            "Tidak ditandatangani: saksi tidak dapat membaca atau menulis ingatannya ({reason}).",
            "Beri ruang di cakram atau perbaiki izinnya, lalu ulangi; tidak ada yang hilang.",
        ),
        en=(
            "Not signed: the witness could not read or write its memory ({reason}).",
            "Make room on the disk or mend its rights, then try again; nothing is lost.",
        ),
    ),
}


def say(key: str, language: str, **values: object) -> str:
    """Return a sentence."""
    indonesian, english = _WORDS[key]
    return (english if language == "en" else indonesian).format_map(values)


def problem_line(problem: Exception, language: str) -> str:
    """Return what is wrong and what to do, for one of PROBLEMS."""
    message = next(each for kind, each in _PROBLEMS.items() if isinstance(problem, kind))
    detail = str(problem)
    if isinstance(problem, OSError) and problem.strerror:
        detail = f"{problem.filename or ''}: {problem.strerror}".removeprefix(": ")
    return " ".join(text.format(detail=detail) for text in message.texts(language) if text)


def moment(at: int) -> str:
    """Return a time as it is printed: UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def answer_lines(answer: Answer, folder: Path, language: str) -> Iterator[str]:
    """Yield what came of a request, and what to do next."""
    told = dict(answer.facts)
    for name in ("now", "last", "at"):
        if name in told:
            told[name] = moment(int(told[name]))
    told["time"] = told.get("at", "")
    yield " ".join(text.format_map(told) for text in _CASES[answer.case].texts(language) if text)
    if (evidence := told.get("evidence")) is not None:
        yield say("kept", language, path=folder / EVIDENCE / evidence) if evidence else say("not-kept", language)


def key_lines(key: Key, url: str, language: str) -> Iterator[str]:
    """Yield the public key, and the line for a policy."""
    short = key.name.partition("/")[0].partition(".")[0]
    yield say("key", language, vkey=key.vkey)
    yield say("line", language)
    yield f"witness {short} {key.vkey} {url}".rstrip()


def witness_lines(witness: Witness, language: str) -> Iterator[str]:
    """Yield who a witness is, what it trusts, what it remembers, and what it kept. Raises sqlite3.Error."""
    yield say("name", language, name=witness.key.name)
    yield from key_lines(witness.key, "", language)
    logs = witness.logs()
    seen = {each.origin: each for each in witness.seen()}
    if not logs:
        yield say("no-logs", language, folder=witness.folder)
    for origin in sorted({each.key.name for each in logs} | set(seen)):
        yield say("log", language, origin=origin)
        trusted = [say("log-key", language, vkey=each.key.vkey) for each in logs if each.key.name == origin]
        yield from trusted or [say("not-trusted", language)]
        yield from _seen_lines(seen.get(origin), language)
    evidence = witness.evidence()
    for path in evidence:
        yield say("fork-kept" if path.name.startswith("fork") else "unproven-kept", language, path=path)
    if not evidence:
        yield say("no-evidence", language)


def _seen_lines(seen: Seen | None, language: str) -> Iterator[str]:
    if seen is None:
        yield say("never", language)
        return
    yield say("size", language, size=seen.size, root=seen.root.hex())
    yield say("time", language, time=moment(seen.at))
