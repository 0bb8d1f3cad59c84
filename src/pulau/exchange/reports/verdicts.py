"""What a report concludes, in words: Permenpan RB 90/2021, Lampiran II, Bab I (TPI), Bab III (TPN), Bab IV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.exchange.reports.printing import figure

if TYPE_CHECKING:
    from pulau.exchange.reports.content import ReportContent


def short_verdict(content: ReportContent) -> str:
    """Return the conclusion as the heading tells it."""
    title = content.head.title
    if content.decision == "recommended":
        return f"Direkomendasikan kepada Menteri untuk {title}"
    if content.decision == "to-be-coached":
        return f"Belum direkomendasikan untuk {title}; dibina"
    return f"Memenuhi syarat nilai {title}" if content.met else f"Belum memenuhi syarat nilai {title}"


def verdict_words(content: ReportContent) -> tuple[str, ...]:
    """Return what was found and what follows from it, a sentence or two a paragraph."""
    head, total = content.head, content.scores[0]
    own, name = total.figures[-1], content.levels[-1][1]
    missed = [row.name for row in content.gates if not row.figures[-1].met]
    found = f"Menurut {name}, nilai {head.unit} adalah {figure(own.points)} dari {figure(total.weight)}"
    if content.met:
        state = f"dan semua dari {len(content.gates)} syarat nilai predikat {head.title} terpenuhi."
        return f"{found}, {state}", _follows(content)
    state = f"dan {len(missed)} dari {len(content.gates)} syarat nilai predikat {head.title} belum terpenuhi:"
    return f"{found}, {state} {'; '.join(missed)}.", _follows(content)


def _follows(content: ReportContent) -> str:
    head = content.head
    if head.kind == "tpn":
        return _national(content)
    if head.keeps:
        kept = "masih memenuhi" if content.met else "tidak lagi memenuhi"
        return f"TPI menyimpulkan bahwa unit {kept} syarat nilai {head.title} dan melaporkannya kepada TPN."
    if content.met:
        return (
            f"TPI merekomendasikan kepada pimpinan instansi agar unit diusulkan kepada TPN untuk predikat {head.title}."
        )
    return (
        "TPI menyimpulkan bahwa unit belum dapat diusulkan kepada TPN, dan merekomendasikan perbaikan serta pembinaan "
        "sampai syarat di atas terpenuhi."
    )


def _national(content: ReportContent) -> str:
    head = content.head
    if content.decision == "recommended":
        return f"TPN merekomendasikan kepada Menteri agar unit ditetapkan berpredikat Menuju {head.title}."
    return "TPN merekomendasikan kepada pimpinan instansi agar unit dibina sampai syarat predikat terpenuhi."
