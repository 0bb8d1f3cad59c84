"""What the summary says beside its figures, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pulau.exchange.names import Two, pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

LABELS: Final[Mapping[str, Two]] = {
    "kicker": ("Ringkasan nilai lembar kerja evaluasi (LKE)", "Summary of the evaluation worksheet (LKE)"),
    "page": ("Halaman {0} dari {1}", "Page {0} of {1}"),
    "printed": ("Dicetak {0}", "Printed {0}"),
    "in-force": ("berlaku", "in force"),
    "revoked": ("sudah dicabut", "revoked"),
    "unverified": ("belum diverifikasi, bukan dasar predikat", "unverified, no basis for a title"),
    "since": ("sejak {0}", "since {0}"),
    "until": ("sampai {0}", "until {0}"),
    "unanswered-zero": ("pertanyaan kosong dihitung 0", "unanswered items count 0"),
    "unanswered-skip": (
        "pertanyaan kosong dikeluarkan dari rata-rata",
        "unanswered items are left out of the mean",
    ),
    "prior": ("predikat yang sudah dimiliki: {0}", "prior title as stated: {0}"),
    "total": ("Nilai total", "Total"),
    "of": ("dari {0}", "of {0}"),
    "enabler": ("Pengungkit", "Enabler"),
    "result": ("Hasil", "Result"),
    "no-titles": ("Peraturan ini tidak memberi predikat.", "This regulation grants no titles."),
    "title-met": ("Semua syarat nilai terpenuhi", "Every minimum is met"),
    "title-missed": ("Kurang {0} dari {1} syarat", "{0} of {1} minimums not met"),
    "no-award": (
        "Ini hasil hitung dari jawaban yang diberikan. Predikat ditetapkan pejabat yang berwenang, bukan Pulau.",
        "This is computed from the answers given. Titles are granted by the competent authority, not by Pulau.",
    ),
    "more": ("dan {0} lainnya", "and {0} more"),
    "gates": ("Syarat predikat", "Minimums of the titles"),
    "gate": ("Syarat", "Minimum of"),
    "actual": ("Nilai", "Actual"),
    "minimum": ("Minimum", "Required"),
    "state": ("Keadaan", "State"),
    "clause": ("Dasar", "Source"),
    "met": ("terpenuhi", "met"),
    "short": ("kurang {0}", "short by {0}"),
    "not-held": ("belum", "not yet"),
    "none": ("belum ada", "none"),
    "areas": ("Area perubahan", "Areas of change"),
    "area": ("Area", "Area"),
    "fulfilment": ("Pemenuhan", "Fulfilment"),
    "reform": ("Reform", "Reform"),
    "points": ("Nilai", "Points"),
    "weight": ("Bobot", "Weight"),
    "percent": ("Capaian", "Share"),
    "tick": ("{0} untuk {1}", "{0} for {1}"),
    "ticks": ("garis tegak: batas {0}", "upright line: minimum {0}"),
    "results": ("Komponen hasil", "Result components"),
    "component": ("Komponen", "Component"),
    "answer": ("Jawaban", "Answer"),
    "dimensions": ("Sistem, manusia, budaya", "System, people, culture"),
    "dimension": ("Dimensi", "Dimension"),
    "sub-areas": ("Nilai tiap subarea", "Points of each sub-area"),
    "sub-area": ("Subarea", "Sub-area"),
    "warnings": ("Peringatan", "Warnings"),
    "unanswered": ("{0} pertanyaan belum dijawab: {1}", "{0} items unanswered: {1}"),
    "differences": ("Berbeda dari angka tercetak dalam berkas", "Different from the figures the file prints"),
    "figure": ("Angka", "Figure"),
    "file": ("Berkas", "File"),
    "recomputed": ("Dihitung ulang", "Recomputed"),
    "cause": ("Sebab", "Cause"),
    "unknown-cause": ("Sebabnya tidak diketahui.", "The cause is unknown."),
    "findings": ("Catatan pembacaan berkas", "Noticed while reading the file"),
    "plan": ("Langkah menuju {0}", "Steps to {0}"),
    "plan-done": ("Semua syarat sudah terpenuhi; tidak ada langkah.", "Every minimum is met; there is no step."),
    "plan-reach": (
        "{0} langkah dengan usaha {1} membawa nilai total dari {2} menjadi {3}.",
        "{0} steps with an effort of {1} bring the total from {2} to {3}.",
    ),
    "plan-blocked": (
        "Tidak tercapai, sekalipun semua yang boleh berubah menjadi yang terbaik. Tetap kurang: {0}.",
        "Not reachable, even with everything that may move at its best. Still short: {0}.",
    ),
    "plan-assumes": ("Dengan anggapan predikat {0} sudah dimiliki.", "Assuming that the title {0} is held."),
    "question": ("Pertanyaan", "Item"),
    "from": ("Sekarang", "Now"),
    "to": ("Menjadi", "Becomes"),
    "gain": ("Tambahan", "Gain"),
    "effort": ("Usaha", "Effort"),
    "replay": ("Hitung ulang", "Replay"),
    "how": (
        "Dari jawaban yang sama, perintah ini menghitung ulang semua angka di atas.",
        "From the same answers, this command computes every figure above anew.",
    ),
    "same": (
        "Bila intisari hitung ulangnya sama, hasilnya sama sampai angka terakhir.",
        "If its replay digest is the same, so is the result, to the last digit.",
    ),
    "a-file": ("BERKAS", "FILE"),
    "digest": ("Intisari (SHA-256)", "Digest (SHA-256)"),
    "value": ("Isi", "Value"),
    "rules": ("Aturan", "Rules"),
    "answers": ("Jawaban", "Answers"),
    "engine": ("mesin hitung versi {0}", "engine version {0}"),
}
_MONTHS: Final[tuple[Two, ...]] = (
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
)


def label(key: str, language: str, *values: object) -> str:
    """Return a label with its values filled in."""
    return pick(LABELS[key], language).format(*values)


def long_date(day: date, language: str) -> str:
    """Print `22 November 2026`."""
    return f"{day.day} {pick(_MONTHS[day.month - 1], language)} {day.year}"
