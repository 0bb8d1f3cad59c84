"""Forms of decrees, objections, offences, monitoring and triggers, and refusals in words at their fields."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import (
    LONGEST_NUMBER,
    LONGEST_REASON,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    Issuer,
    OffenceRole,
    SurveyKind,
    TriggerOutcome,
)
from pulau.apps.outcomes.models.keeping import TRIGGER_WORDS
from pulau.core.workflow.keeping import BY_HAND
from pulau.foundation.ui.form_fields import Choices, DayField, Words, choice_field, text_field
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from pulau.apps.outcomes.refusals import OutcomeRefused


def choice(label: Words, options: Choices, hint: Words = "", *, needed: bool = True) -> forms.ChoiceField:
    """Return a choice."""
    return choice_field(options, gettext_lazy("Pilih salah satu.") if needed else "", label=label, hint=hint)


class DecreeForm(forms.Form):
    """A decree: its number and day, and what it says of validity; `corrects`: with the reason of a new version."""

    def __init__(self, *args: Any, grants: bool = True, corrects: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        """Name the fields."""
        super().__init__(*args, **kwargs)
        hint = gettext_lazy("Persis seperti dalam keputusan, misalnya 123 Tahun 2026.")
        self.fields["nomor"] = text_field(LONGEST_NUMBER, label=gettext_lazy("Nomor keputusan"), hint=hint)
        self.fields["tanggal"] = DayField(label=gettext_lazy("Tanggal keputusan"))
        self.fields["tentang"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Tentang"))
        if grants:
            hint = gettext_lazy("Kosongkan bila sejak tanggal keputusan.")
            self.fields["berlaku_dari"] = DayField(label=gettext_lazy("Berlaku sejak"), help_text=hint, required=False)
            hint = gettext_lazy("Hari terakhir menurut keputusan; kosongkan bila keputusan tidak menyebutnya.")
            self.fields["berlaku_sampai"] = DayField(
                label=gettext_lazy("Berlaku sampai"), help_text=hint, required=False
            )
        if corrects:
            hint = gettext_lazy("Versi lama tetap tersimpan dan terlihat bersama alasan ini.")
            self.fields["alasan"] = text_field(
                LONGEST_TEXT, label=gettext_lazy("Alasan perbaikan"), hint=hint, rows=True
            )


class TitleForm(DecreeForm):
    """A title from before the platform: whose, which, by whom, and how it is known; then its decree."""

    def __init__(self, units: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the units of the body."""
        super().__init__(*args, **kwargs)
        offered: Choices = [("", gettext_lazy("Pilih unit")), *((str(pk), name) for pk, name in units)]
        first = {
            "unit": choice(gettext_lazy("Unit"), offered),
            "predikat": choice(gettext_lazy("Predikat"), [("WBK", "WBK"), ("WBBM", "WBBM")]),
            "penetap": choice(gettext_lazy("Ditetapkan oleh"), list(Issuer.choices)),
        }
        hint = gettext_lazy("Dari mana predikat ini diketahui, misalnya salinan keputusan di arsip.")
        last = {"sumber": text_field(LONGEST_SOURCE, label=gettext_lazy("Sumber"), hint=hint)}
        self.fields = {**first, **self.fields, **last}


class AreaTitleForm(DecreeForm):
    """Which zone area gets which title for which year; then its decree."""

    def __init__(self, areas: Sequence[tuple[UUID, str]], years: Sequence[int], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the areas of the body."""
        super().__init__(*args, **kwargs)
        offered: Choices = [("", gettext_lazy("Pilih kawasan")), *((str(pk), name) for pk, name in areas)]
        first = {
            "kawasan": choice(gettext_lazy("Kawasan"), offered),
            "predikat": choice(gettext_lazy("Predikat"), [("WBK", "WBK"), ("WBBM", "WBBM")]),
            "tahun": choice(gettext_lazy("Tahun penilaian"), [(str(year), str(year)) for year in years]),
        }
        self.fields = {**first, **self.fields}


class ReasonForm(forms.Form):
    """One text: grounds, reasons or a note."""

    def __init__(
        self, label: Words, *args: Any, hint: Words = "", longest: int = LONGEST_REASON, **kwargs: Any  # noqa: ANN401
    ) -> None:  # fmt: skip
        """Name the field."""
        super().__init__(*args, **kwargs)
        self.fields["alasan"] = text_field(longest, label=label, hint=hint, rows=True)


class ObjectionDecisionForm(ReasonForm):
    """Whether an objection is upheld, with the reasons."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Offer both."""
        super().__init__(gettext_lazy("Pertimbangan"), *args, **kwargs)
        options: Choices = [
            ("", gettext_lazy("Pilih putusan")),
            ("diterima", gettext_lazy("Diterima: kembali ke sidang panel")),
            ("ditolak", gettext_lazy("Ditolak: kembali ke pembinaan")),
        ]
        self.fields = {"putusan": choice(gettext_lazy("Putusan"), options), **self.fields}


class OffenceForm(forms.Form):
    """An offence by kind, duty and source: nobody is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["jenis"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Jenis tindak pidana"))
        self.fields["jabatan"] = choice(
            gettext_lazy("Kedudukan pelaku"), list(OffenceRole.choices), gettext_lazy("Jangan menulis nama orang.")
        )
        hint = gettext_lazy("Surat atau putusan yang menyebutnya, dengan nomor dan tanggal.")
        self.fields["sumber"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Sumber"), hint=hint)
        self.fields["alasan"] = text_field(LONGEST_REASON, label=gettext_lazy("Alasan usulan gugur"), rows=True)


class CertificateForm(forms.Form):
    """In which position somebody signs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the field."""
        super().__init__(*args, **kwargs)
        hint = gettext_lazy("Seperti akan tertulis di bawah nama Anda.")
        self.fields["jabatan"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Jabatan penanda tangan"), hint=hint)


class MonitoringForm(forms.Form):
    """What the TPI found in a year."""

    def __init__(self, years: Sequence[int], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Offer the years of the title."""
        super().__init__(*args, **kwargs)
        self.fields["tahun"] = choice(gettext_lazy("Tahun"), [(str(year), str(year)) for year in years])
        self.fields["survei"] = choice(gettext_lazy("Survei"), list(SurveyKind.choices), needed=False)
        hint = gettext_lazy("Skala 0 sampai 4, misalnya 3,52.")
        self.fields["indeks"] = text_field(8, label=gettext_lazy("Indeks survei"), hint=hint)
        hint = gettext_lazy("Capaian nilai, keadaan pelayanan, dan catatan TPI.")
        self.fields["hasil"] = text_field(LONGEST_TEXT, label=gettext_lazy("Hasil pemantauan"), hint=hint, rows=True)
        for name, label in (
            ("pengaduan", gettext_lazy("Pengaduan maladministrasi")),
            ("belum_selesai", gettext_lazy("Di antaranya belum selesai")),
        ):
            told = dict.fromkeys(("invalid", "required"), gettext_lazy("Tulis bilangan bulat."))
            self.fields[name] = forms.IntegerField(label=label, initial=0, error_messages=told)
        self.fields["tindak_lanjut"] = text_field(LONGEST_TEXT, label=gettext_lazy("Tindak lanjut"), rows=True)
        kept: Choices = [
            ("ya", gettext_lazy("Masih memenuhi kriteria")),
            ("tidak", gettext_lazy("Tidak memenuhi kriteria lagi")),
        ]
        self.fields["simpulan"] = choice(gettext_lazy("Simpulan TPI"), kept)
        hint = gettext_lazy("Nomor dan tanggal surat laporan ke kementerian, bila sudah dikirim.")
        self.fields["surat"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Surat laporan"), hint=hint)


class TriggerForm(forms.Form):
    """Something by which a title is examined, with the day and the source."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Offer what is recorded by hand."""
        super().__init__(*args, **kwargs)
        kinds: Choices = [(kind.value, words) for kind, words in TRIGGER_WORDS.items() if kind in BY_HAND]
        self.fields["jenis"] = choice(gettext_lazy("Pemicu"), kinds)
        self.fields["tanggal"] = DayField(label=gettext_lazy("Tanggal kejadian atau surat"))
        hint = gettext_lazy("Surat atau laporan yang menyebutnya, dengan nomor. Jangan menulis nama orang.")
        self.fields["sumber"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Sumber"), hint=hint)


class ExaminationForm(forms.Form):
    """What an examination found; where the TPI did not write itself, what it said."""

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields; `asks`: the TPI's words are still to be written down."""
        super().__init__(*args, **kwargs)
        options: Choices = [("", gettext_lazy("Pilih hasil"))]
        options += [(key, words) for key, words in TriggerOutcome.choices if key]
        self.fields["hasil"] = choice(gettext_lazy("Hasil pemeriksaan"), options)
        self.fields["temuan"] = text_field(LONGEST_TEXT, label=gettext_lazy("Yang ditemukan"), rows=True)
        if asks:
            hint = gettext_lazy("TPI belum menulis sendiri. Tulis apa yang disampaikannya saat ditanya.")
            self.fields["klarifikasi"] = text_field(
                LONGEST_TEXT, label=gettext_lazy("Klarifikasi TPI"), hint=hint, rows=True
            )


class RecommendationForm(forms.Form):
    """The written recommendation to the Minister."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["rekomendasi"] = text_field(
            LONGEST_REASON, label=gettext_lazy("Rekomendasi kepada Menteri"), rows=True
        )
        self.fields["surat"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Nomor dan tanggal surat"))


class QualificationForm(forms.Form):
    """That the Minister lets the body evaluate WBK itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Name the fields."""
        super().__init__(*args, **kwargs)
        self.fields["sejak"] = DayField(label=gettext_lazy("Sejak"))
        self.fields["sampai"] = DayField(label=gettext_lazy("Sampai"), required=False)
        self.fields["sumber"] = text_field(LONGEST_SOURCE, label=gettext_lazy("Keputusan atau surat Menteri"))


_FIELDS: Final = {
    "number": ("nomor",),
    "day": ("tanggal",),
    "about": ("tentang",),
    "valid_from": ("berlaku_dari",),
    "valid_until": ("berlaku_sampai", "sampai"),
    "reason": ("alasan",),
    "reasons": ("alasan",),
    "grounds": ("alasan",),
    "note": ("alasan",),
    "kind": ("jenis",),
    "role": ("jabatan",),
    "position": ("jabatan",),
    "source": ("sumber",),
    "unit": ("unit",),
    "title": ("predikat",),
    "year": ("tahun",),
    "findings": ("hasil",),
    "survey_index": ("indeks",),
    "complaints": ("pengaduan",),
    "complaints_open": ("belum_selesai",),
    "follow_up": ("tindak_lanjut",),
    "letter": ("surat",),
    "outcome": ("hasil",),
    "finding": ("temuan",),
    "clarification": ("klarifikasi", "alasan"),
    "recommendation": ("rekomendasi",),
}


def tell(form: forms.Form, problem: OutcomeRefused) -> None:
    """Put a refusal into words at the field that is to be mended, or at the form's first."""
    named = (name for name in _FIELDS.get(problem.field, ()) if name in form.fields)
    form.add_error(next(named, next(iter(form.fields))), words_of(problem))


def words_of(problem: OutcomeRefused) -> str:
    """Return a refusal in words: what, and how to mend it."""
    told = {key: long_date(value) if isinstance(value, date) else value for key, value in problem.told.items()}
    return str(_WORDS[problem.reason]) % told


_WORDS: Final[dict[str, Words]] = {
    why.NUMBER_MISSING: gettext_lazy("Tulis nomor keputusannya."),
    why.NUMBER_UNFIT: gettext_lazy("Nomor keputusan memuat angka dan ditulis dalam satu baris."),
    why.NUMBER_KNOWN: gettext_lazy("Nomor ini sudah dicatat dengan tanggal %(day)s. Periksa nomor atau tanggalnya."),
    why.DAY_AHEAD: gettext_lazy("Tanggalnya belum tiba; hari ini %(today)s."),
    why.DAY_TOO_EARLY: gettext_lazy("Tanggalnya terlalu awal; paling awal %(earliest)s."),
    why.ENDS_BEFORE_START: gettext_lazy("Hari terakhir mendahului hari mulainya, %(begins)s."),
    why.TEXT_MISSING: gettext_lazy("Isi bagian ini."),
    why.TEXT_TOO_LONG: gettext_lazy("Terlalu panjang: %(length)s huruf, paling banyak %(most)s."),
    why.TEXT_UNREADABLE: gettext_lazy("Ada tanda yang tidak dapat dibaca. Tulis ulang bagian ini."),
    why.NOTHING_CHOSEN: gettext_lazy("Pilih salah satu."),
    why.ISSUERS_DIFFER: gettext_lazy("Unit yang dipilih ditetapkan oleh pejabat yang berbeda. Catat terpisah."),
    why.TITLE_UNKNOWN: gettext_lazy("Predikat itu tidak dikenal."),
    why.TITLE_STANDS: gettext_lazy("Sudah ada predikat unit ini yang mulai berlaku %(since)s."),
    why.NO_TITLE: gettext_lazy("Unit ini tidak memegang predikat yang berlaku."),
    why.NOTHING_CHANGED: gettext_lazy("Tidak ada yang berubah dari versi sekarang."),
    why.ALREADY_FILED: gettext_lazy("Keberatan sudah diajukan."),
    why.ALREADY_DECIDED: gettext_lazy("Sudah diputus. Muat ulang halamannya."),
    why.ALREADY_EXAMINED: gettext_lazy("Pemicu ini sudah diperiksa."),
    why.ALREADY_RECORDED: gettext_lazy("Ini sudah dicatat."),
    why.ALREADY_ASKED: gettext_lazy("Sertifikatnya sudah diminta; ia terbit begitu para saksi menandatangani."),
    why.OTHER_YEAR: gettext_lazy("Pilih tahun %(first)s sampai %(last)s."),
    why.NUMBER_OUT_OF_RANGE: gettext_lazy("Isi angka 0 sampai %(most)s."),
    why.BY_RULE_ONLY: gettext_lazy("Pemicu ini hanya ditemukan oleh platform."),
    why.NOT_QUALIFIED: gettext_lazy("Instansi ini tidak berwenang menetapkannya sendiri."),
    why.NOT_IN_FORCE: gettext_lazy("Predikat ini tidak berlaku lagi."),
    why.AREA_NOT_MET: gettext_lazy("Menurut nilai %(year)s kawasan ini belum memenuhi syarat predikat itu."),
    why.OTHER_ISSUER: gettext_lazy("Sertifikat diterbitkan oleh pihak yang menetapkan predikatnya."),
}
