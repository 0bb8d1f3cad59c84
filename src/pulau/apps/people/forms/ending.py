"""What is asked when a duty is ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from pulau.apps.people.forms.duties import LinedForm, Words, day_field
from pulau.apps.people.models import Appointment
from pulau.foundation.ui.formats import long_date


class EndForm(LinedForm):
    """The last day of a duty; of one that has not begun nothing is asked, as it is taken back."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "sampai": (_("Hari terakhir"), _("Sampai akhir hari itu orang ini masih memegang perannya."))
    }

    def __init__(self, appointment: Appointment, today: date, data: Mapping[str, str] | None = None) -> None:
        until = appointment.until
        super().__init__(data, initial={"sampai": min(today, until) if until else today})
        self.appointment = appointment
        if appointment.since <= today:
            self.fields["sampai"] = day_field()

    def clean(self) -> dict[str, Any]:
        """Refuse a day outside of the duty's own."""
        told = super().clean() or {}
        day = told.get("sampai")
        row = self.appointment
        if day and day < row.since:
            wrong = _("Penugasan ini mulai %(day)s: pilih hari itu atau sesudahnya.") % {"day": long_date(row.since)}
            self.add_error("sampai", wrong)
        if day and row.until and day > row.until:
            wrong = _("Penugasan ini sudah berakhir %(day)s.") % {"day": long_date(row.until)}
            self.add_error("sampai", wrong)
        return told
