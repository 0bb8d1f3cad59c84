"""What is typed on the pages of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.visits.models import LONGEST_LINE, LONGEST_TEXT, Manner, Runner
from pulau.apps.visits.services.recording import LONGEST_WAIT, MOST_RESPONDENTS, MOST_RUPIAH
from pulau.apps.visits.wording import sentence
from pulau.foundation.ui.form_fields import FROM_LIST, DayField, Words, choice_field, text_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulau.apps.visits.refusals import VisitRefused

_NEEDED: Final = gettext_lazy("Isian ini belum ditulis.")


def _text(label: Words, hint: Words = "", *, rows: bool = False, needed: bool = True) -> forms.CharField:
    longest = LONGEST_TEXT if rows else LONGEST_LINE
    return text_field(longest, _NEEDED if needed else "", label=label, hint=hint, rows=rows)


def _choice(label: Words, options: Iterable[tuple[str, Words]], hint: Words = "") -> forms.ChoiceField:
    return choice_field([("", gettext_lazy("Pilih")), *options], FROM_LIST, label=label, hint=hint)


def _whole(label: Words, hint: Words, reason: str, most: int, *, needed: bool = True) -> forms.IntegerField:
    told = dict.fromkeys(("invalid", "min_value", "max_value"), sentence(reason, most=most))
    return forms.IntegerField(
        min_value=0, max_value=most, label=label, help_text=hint, required=needed,
        error_messages={**told, "required": _NEEDED},
    )  # fmt: skip


def _index(label: Words) -> forms.DecimalField:
    told = dict.fromkeys(
        ("invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"),
        sentence("index-wrong"),
    )
    hint = _("Skala 0 sampai 4, seperti dalam laporannya.")
    return _Comma(
        min_value=0, max_value=4, max_digits=5, decimal_places=4, label=label, help_text=hint,
        error_messages={**told, "required": _NEEDED},
    )  # fmt: skip


class _Comma(forms.DecimalField):
    """A number with a comma or a point before its fraction."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - Django's own signature
        """Read it."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class MomentField(forms.DateTimeField):
    """A day with an hour, in a box of the browser's own kind, in the body's zone."""

    shown_as = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        told = dict.fromkeys(("required", "invalid"), sentence("moment-missing"))
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M"]
        super().__init__(input_formats=formats, error_messages=told, **kwargs)


class CallForm(forms.Form):
    """When and where the unit is to present."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["kapan"] = MomentField(label=_("Hari dan jam"), help_text=_("Waktu setempat instansi."))
        self.fields["tempat"] = _text(_("Tempat atau tautan"), _("Ruang, atau alamat rapat daring."))
        hint = _("Apa yang perlu dijelaskan unit.")
        self.fields["permintaan"] = _text(_("Bahan paparan"), hint, rows=True, needed=False)


class HeldForm(forms.Form):
    """What came of a presentation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["hari"] = DayField(label=_("Berlangsung pada"))
        self.fields["hadir"] = _text(_("Yang hadir"), _("Nama dan jabatan, satu baris satu orang."), rows=True)
        self.fields["catatan"] = _text(_("Catatan"), rows=True)


class ReasonForm(forms.Form):
    """Why something does not take place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the field."""
        super().__init__(*args, **kwargs)
        self.fields["alasan"] = _text(_("Alasan"))


class PlanForm(forms.Form):
    """Days, place, announced or not; the team is chosen beside it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["mulai"] = DayField(label=_("Hari pertama"))
        self.fields["selesai"] = DayField(label=_("Hari terakhir"))
        self.fields["tempat"] = _text(_("Tempat"), _("Alamat atau lokasi layanan yang dikunjungi."))
        told = [
            ("diberitahukan", _("Diberitahukan kepada unit")),
            ("rahasia", _("Tanpa pemberitahuan (unit tidak melihat rencananya)")),
        ]
        self.fields["sifat"] = _choice(_("Sifat kunjungan"), told)


class ShopperForm(forms.Form):
    """What a mystery shopper told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        hint = _("Hanya penilai TPN yang membaca nama ini.")
        self.fields["pembeli"] = _text(_("Nama pembeli misterius"), hint)
        self.fields["layanan"] = _text(_("Layanan yang dicoba"))
        self.fields["hari"] = DayField(label=_("Hari kunjungan"))
        self.fields["menunggu"] = _whole(_("Lama menunggu (menit)"), "", "minutes-wrong", LONGEST_WAIT)
        hint = _("Rupiah utuh di luar tarif resmi. Kosongkan bila tidak diminta.")
        self.fields["diminta"] = _whole(_("Diminta membayar"), hint, "money-wrong", MOST_RUPIAH, needed=False)
        hint = _("Rupiah utuh. Kosongkan bila tidak membayar.")
        self.fields["dibayar"] = _whole(_("Dibayar di luar tarif"), hint, "money-wrong", MOST_RUPIAH, needed=False)
        self.fields["sikap"] = _choice(_("Sikap petugas"), Manner.choices)
        self.fields["tawaran"] = _choice(_("Ditawari dipercepat dengan imbalan"), _YES_NO)
        self.fields["tanda"] = _choice(_("Menerima tanda terima atau bukti bayar"), _YES_NO)
        self.fields["informasi"] = _choice(_("Syarat, waktu, dan biaya dijelaskan di muka"), _YES_NO)
        self.fields["cerita"] = _text(_("Cerita"), _("Apa yang terjadi, dari datang sampai pulang."), rows=True)


_YES_NO: Final = (("ya", gettext_lazy("Ya")), ("tidak", gettext_lazy("Tidak")))


class InterviewForm(forms.Form):
    """Notes of an interview."""

    def __init__(self, areas: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        """Offer the areas."""
        super().__init__(*args, **kwargs)
        hint = _("Perannya saja, tanpa nama: petugas loket, pengguna layanan, kepala subbagian.")
        self.fields["peran"] = _text(_("Peran yang diwawancarai"), hint)
        self.fields["area"] = _choice(_("Tentang area"), areas)
        self.fields["ringkasan"] = _text(_("Ringkasan"), rows=True)


class SurveyForm(forms.Form):
    """The survey's result as its report has it."""

    def __init__(self, least: int, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Say how many respondents the rule asks for."""
        super().__init__(*args, **kwargs)
        self.fields["jenis"] = _choice(_("Dijalankan oleh"), Runner.choices)
        self.fields["pelaksana"] = _text(_("Nama pelaksana"), _("Misalnya BPS Kabupaten atau nama lembaganya."))
        self.fields["mulai"] = DayField(label=_("Hari pertama"))
        self.fields["selesai"] = DayField(label=_("Hari terakhir"))
        hint = _("Paling sedikit %(n)d menurut ketentuan.") % {"n": least}
        self.fields["responden"] = _whole(_("Jumlah responden"), hint, "number-wrong", MOST_RESPONDENTS)
        self.fields["spak"] = _index(_("Indeks persepsi antikorupsi (SPAK)"))
        self.fields["spkp"] = _index(_("Indeks persepsi kualitas pelayanan (SPKP)"))


def tell(form: forms.Form, problem: VisitRefused, words: str) -> None:
    """Put a refusal at the field that is to be mended, or at the form's first."""
    form.add_error(problem.field if problem.field in form.fields else next(iter(form.fields)), words)
