"""A pact between institutions as it is typed: its words, its year and day, and a row for each who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.contract import Agency
from pulau.apps.declarations.forms.templates import TextForm, text_typed
from pulau.apps.declarations.models.pacts import LONGEST_NAME
from pulau.apps.declarations.services.institutional import (
    InstitutionalWish,
    OnePersonTwice,
    OtherName,
    PartyWish,
    PlacesLeft,
    TooFewInstitutions,
)
from pulau.foundation.accounts.models import User
from pulau.foundation.ui.form_fields import text_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.declarations.models import PactParty

MOST_PARTIES: Final = 20
FEWEST_ROWS: Final = 3
PREFIX: Final = "pihak"
UNFIT: Final = (TooFewInstitutions, OnePersonTwice, OtherName, PlacesLeft)
"""What the services raise of a pact that cannot be as it was typed."""
_DAY: Final = _("Tulis tanggal seperti 31-12-2026, atau pilih dari kalender.")


class InstitutionalForm(TextForm):
    """The words, the year for which they hold, and by when they are to be signed."""

    tahun = forms.IntegerField(
        min_value=2014,
        max_value=2100,
        error_messages={
            "required": _("Tulis tahunnya."),
            "invalid": _("Tulis tahun dengan angka."),
            "min_value": _("Tulis tahun %(limit_value)s atau sesudahnya."),
            "max_value": _("Tulis tahun %(limit_value)s atau sebelumnya."),
        },
    )
    tenggat = forms.DateField(
        input_formats=["%Y-%m-%d", "%d-%m-%Y"], error_messages={"required": _DAY, "invalid": _DAY}
    )


class PartyForm(forms.Form):
    """A row: the body, who signs for it, by which account; or a witness. An empty row is none."""

    lembaga = text_field(LONGEST_NAME)
    nama = text_field(LONGEST_NAME)
    jabatan = text_field(LONGEST_NAME)
    surel = forms.EmailField(required=False, error_messages={"invalid": _("Tulis alamat surel yang lengkap.")})
    saksi = forms.BooleanField(required=False)

    def clean(self) -> dict[str, object]:
        """A row with anything in it wants body, name and position."""
        given: dict[str, object] = super().clean() or {}
        wanted = {"lembaga": _("Tulis lembaganya."), "nama": _("Tulis namanya."), "jabatan": _("Tulis jabatannya.")}
        if any(given.get(name) for name in (*wanted, "surel", "saksi")):
            for name, words in wanted.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given

    @property
    def filled(self) -> bool:
        """Whether something was typed."""
        return bool(self.cleaned_data.get("nama"))


PartyRows = forms.formset_factory(PartyForm, extra=0, max_num=MOST_PARTIES, validate_max=True)


def rows_of(parties: Sequence[PactParty], emails: dict[Any, str]) -> list[dict[str, object]]:
    """Return the parties of a pact as rows of the form."""
    return [
        {
            "lembaga": party.institution,
            "nama": party.name,
            "jabatan": party.position,
            "surel": emails.get(party.user_id, ""),
            "saksi": party.witness,
        }
        for party in parties
    ]


def wish_of(form: InstitutionalForm, rows: Sequence[PartyForm]) -> InstitutionalWish:
    """Return the pact that is wished for; bodies and accounts are found by what was typed."""
    data = form.cleaned_data
    typed = [row.cleaned_data for row in rows if row.filled]
    words = {key: str(data.get(key) or "") for key in ("judul", "pembuka", "butir", "penutup")}
    accounts = _accounts({str(row["surel"]).lower() for row in typed if row["surel"]})
    bodies = _bodies({str(row["lembaga"]) for row in typed})
    parties = tuple(
        PartyWish(
            institution=row["lembaga"],
            name=row["nama"],
            position=row["jabatan"],
            witness=bool(row["saksi"]),
            tenant_id=None if row["saksi"] else bodies.get(row["lembaga"].casefold()),
            user_id=accounts.get(str(row["surel"]).lower()),
        )
        for row in typed
    )
    return InstitutionalWish(data["tahun"], text_typed(words), data["tenggat"], parties)


def _accounts(emails: set[str]) -> dict[str, Any]:
    # Accounts belong to no body; nothing of one is shown but that somebody may sign with it.
    rows = User.objects.filter(email__in=emails, is_active=True) if emails else User.objects.none()
    return {email.lower(): pk for pk, email in rows.values_list("pk", "email")}


def _bodies(names: set[str]) -> dict[str, Any]:
    rows = Agency.objects.directory().filter(name__in=names).order_by()
    return {name.casefold(): tenant_id for name, tenant_id in rows.values_list("name", "tenant_id")}


def why_unfit(problem: Exception) -> tuple[str, str]:
    """Return the field and the words of one of `UNFIT`."""
    if isinstance(problem, OnePersonTwice):
        return "judul", gettext("%(name)s tercantum dua kali.") % {"name": problem.name}
    if isinstance(problem, OtherName):
        words = gettext("%(name)s: surel itu milik orang dengan nama lain. Tulis nama pemilik akunnya.")
        return "judul", words % {"name": problem.name}
    if isinstance(problem, PlacesLeft):
        return "butir", gettext("Masih ada isian dalam kurung kurawal. Ganti dengan kata-katanya.")
    return "judul", gettext("Paling sedikit dua lembaga yang berbeda menandatangani.")
