"""What the pages of clearances and panels have in common: statuses, and refusals in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.panels import refusals
from pulau.apps.people.contract import conflict_sentences
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentence
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
REFUSED: Final = (refusals.PanelRefused, BadInput)
"""What a service raises that a person can mend."""
SETTLED: Final = (
    refusals.AskedAlready, refusals.AnsweredAlready, refusals.PanelStands, refusals.NoPanel, refusals.VotesShown,
    refusals.VotedMeanwhile, refusals.VoteStands, refusals.SeatTaken,
)  # fmt: skip
"""What somebody else, or another window, did first."""


def status_for(problem: Exception) -> int:
    """Return the status of a refusal: a conflict where something changed meanwhile."""
    return CONFLICT if isinstance(problem, SETTLED) else UNPROCESSABLE


def told(actor: Actor, problem: Exception) -> list[tuple[str, str]]:
    """Return (field, words) of a refusal; the field is empty where none is to be mended."""
    if isinstance(problem, BadInput):
        language = spoken_language()
        return [(each.place, sentence(each.code, each.params, language)) for each in problem.problems]
    assert isinstance(problem, refusals.PanelRefused)  # noqa: S101 - REFUSED has no other
    return [(problem.field, _words(actor, problem))]


def _words(actor: Actor, problem: refusals.PanelRefused) -> str:
    if isinstance(problem, refusals.MemberBarred):
        return " ".join(conflict_sentences(actor, problem.conflicts, problem.name))
    if isinstance(problem, refusals.TooFewMembers):
        text = ngettext(
            "Panel membutuhkan paling sedikit %(n)d anggota.", "Panel membutuhkan paling sedikit %(n)d anggota.",
            problem.least,
        )  # fmt: skip
        return text % {"n": problem.least}
    return {
        refusals.AskedAlready: _("Lembaga itu sudah dimintai klarifikasi."),
        refusals.BodyUnknown: _("Pilih lembaga dari daftar."),
        refusals.AnsweredAlready: _("Jawaban lembaga ini sudah tercatat dan tidak diganti."),
        refusals.AnswerUnfit: _("Pilih jawabannya; catatan atau keberatan disertai isinya."),
        refusals.DayUnfit: _("Isi tanggal surat jawaban: sejak diminta sampai hari ini."),
        refusals.PanelStands: _("Sidang panel sudah dibuka."),
        refusals.NoPanel: _("Tidak ada sidang panel yang terbuka."),
        refusals.NotOfThePanel: _("Orang itu tidak bertugas di panel TPN untuk instansi ini."),
        refusals.SeatTaken: _("Orang itu sudah atau pernah duduk di sidang ini."),
        refusals.NotSeated: _("Anda tidak duduk di sidang panel ini."),
        refusals.VotesShown: _("Semua suara sudah terbuka; anggota tidak dapat ditambah lagi."),
        refusals.VoteStands: _(
            "Semua suara sudah terbuka, jadi suara Anda tidak dapat diubah lagi. Bila Anda berkepentingan, mundurlah "
            "dari sidang dengan alasannya. Bila putusan panel keliru, keberatan instansi membawanya ke sidang baru."
        ),
        refusals.ReasonMissing: _("Tulis alasannya."),
        refusals.VoteMissing: _("Pilih salah satu suara."),
        refusals.VotedMeanwhile: _("Anda sudah bersuara di jendela lain. Periksa suara yang tercatat, lalu ulangi."),
    }[type(problem)]
