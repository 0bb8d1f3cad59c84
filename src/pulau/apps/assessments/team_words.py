"""Why somebody cannot be assigned, drawn or aimed at, in a sentence: the reason and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.assessments import refusals
from pulau.apps.assessments.models import Level
from pulau.apps.people.contract import conflict_sentences
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def told(actor: Actor, problem: refusals.TeamRefusal | BadInput) -> str:
    """Return the sentence."""
    if isinstance(problem, BadInput):
        return " ".join(reasons(problem, spoken_language()))
    if isinstance(problem, refusals.AssessorBarred):
        return " ".join(conflict_sentences(actor, problem.conflicts, problem.name))
    if isinstance(problem, refusals.SeatElsewhere):
        words = _("Orang ini sudah menilai sebagai %(level)s; keduanya tidak dirangkap dalam satu penilaian.")
        return words % {"level": Level(problem.level).label}
    if isinstance(problem, refusals.LotRefused):
        words = _("Yang dapat diundi %(n)d orang. Kurangi jumlahnya, atau tambah pemegang perannya.")
        return words % {"n": problem.able}
    return {
        refusals.LevelClosed: _("Pada tahap ini penilai tingkat tersebut tidak ditunjuk lagi."),
        refusals.NotAnAssessor: _("Orang ini tidak memegang peran untuk tingkat ini hari ini. Pilih dari daftar."),
        refusals.AlreadyAssigned: _("Orang ini sudah ditunjuk pada tingkat ini."),
        refusals.PartsUnknown: _("Pilih bagian dari daftar."),
        refusals.AimUnknown: _("Pilih dari daftar."),
    }[type(problem)]
