"""What is typed on the pages of companions, and refusals in words at the field that is to be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from pulau.apps.companions import refusals
from pulau.apps.companions.models import LONGEST_PURPOSE, RoomScope
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import reasons
from pulau.foundation.ui.form_fields import FROM_LIST, DayField, choice_field, text_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.people.contract import CompanionOn

REFUSED = (refusals.RoomRefusal, BadInput)
"""What a service raises that a person can mend."""


class InviteForm(forms.Form):
    """Whom to invite, how far, for which days, and what for."""

    def __init__(self, companions: Sequence[CompanionOn], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the companions whose duty reaches the unit."""
        super().__init__(*args, **kwargs)
        people = {str(one.user_id): f"{one.name}, {one.kind_words}" for one in companions}
        offered = [("", _("Pilih pendamping")), *people.items()]
        self.fields["pendamping"] = choice_field(offered, FROM_LIST, label=_("Pendamping"))
        self.fields["lingkup"] = choice_field(RoomScope.choices, FROM_LIST, label=_("Lingkup"))
        self.fields["sejak"] = DayField(label=_("Sejak"))
        hint = _("Hari terakhir. Sesudahnya ruang tertutup sendiri.")
        self.fields["sampai"] = DayField(label=_("Sampai"), help_text=hint)
        self.fields["keperluan"] = text_field(LONGEST_PURPOSE, label=_("Keperluan"), rows=True)


def tell(form: forms.Form, problem: Exception, language: str) -> None:
    """Put a refusal into words at the field that is to be mended, or at the form's first."""
    for field, words in told(problem, language):
        form.add_error(field if field in form.fields else next(iter(form.fields)), words)


def told(problem: Exception, language: str) -> list[tuple[str, str]]:
    """Return (field, words) of a refusal."""
    if isinstance(problem, BadInput):
        texts = reasons(problem, language)
        return [(each.place, text) for each, text in zip(problem.problems, texts, strict=False)]
    assert isinstance(problem, refusals.RoomRefusal)  # noqa: S101 - REFUSED has no third
    return [(problem.field, _words(problem))]


def _words(problem: refusals.RoomRefusal) -> str:
    return {
        refusals.NoCompanion: _("Orang itu tidak bertugas sebagai pendamping di sini pada hari itu."),
        refusals.RoomThere: _("Pendamping itu sudah mempunyai ruang terbuka dengan lingkup yang sama."),
        refusals.DaysWrong: _("Hari terakhir tidak boleh mendahului hari mulai atau sudah lewat."),
        refusals.RoomEnded: _("Ruang ini sudah ditutup."),
        refusals.NothingToAnswer: _("Pilih yang dijawab dari daftar."),
        refusals.NotDeciding: _("Keberatan ini ditimbang oleh pihak yang memutus tahap itu, bukan oleh Anda."),
    }[type(problem)]
