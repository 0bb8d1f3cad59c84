"""What is asked of a declaration, of who stands in it, and before it is opened, put off, called off or closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.forms.lined import LinedForm, Words, day_field, time_field
from pulau.apps.declarations.models import Calls, Declaration, DeclarationPart
from pulau.apps.declarations.models.declarations import LONGEST_NAME, LONGEST_TEXT, LONGEST_TITLE
from pulau.apps.declarations.plans import LONGEST_REASON, PersonWish, Plan
from pulau.foundation.ui.form_fields import choice_field, text_field

if TYPE_CHECKING:
    from pulau.apps.declarations.selectors.candidates import Candidate

FIRST_YEAR = 2014
LONGEST_STREAM = 200
ACTING = ("", "Plt.", "Plh.", "Pj.")


class PlanForm(LinedForm):
    """What, when, where; from which it descends; whom it calls."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "judul": (_("Judul"), _("Seperti di undangan, misalnya Pencanangan Zona Integritas Dinas Kesehatan.")),
        "tahun": (_("Tahun pembangunan"), ""),
        "hari": (_("Tanggal"), _("Menentukan peraturan yang menjadi dasarnya.")),
        "jam": (_("Jam"), _("Menurut zona waktu instansi.")),
        "tempat": (_("Tempat"), ""),
        "siaran": (_("Tautan siaran langsung"), _("Diawali https://. Boleh kosong.")),
        "induk": (_("Berasal dari"), _("Pencanangan di atasnya yang diikuti.")),
        "panggilan": (_("Meminta mencanangkan"), _("Yang diminta mendapat tugas dan pengingat.")),
        "tenggat": (_("Paling lambat"), _("Hari terakhir bagi yang diminta.")),
        "catatan": (_("Notula"), _("Masuk ke berita acara. Dapat dilengkapi saat menyusunnya.")),
    }

    judul = text_field(LONGEST_TITLE, _("Tulis judulnya."))
    hari = day_field(_("Isi tanggalnya, misalnya 31/12/2026."))
    jam = time_field(_("Isi jamnya, misalnya 09.00."))
    tempat = text_field(LONGEST_NAME, _("Tulis tempatnya."))
    siaran = forms.URLField(
        required=False,
        max_length=LONGEST_STREAM,
        assume_scheme="https",
        error_messages={"invalid": _("Tulis alamat yang diawali https://.")},
    )

    def __init__(
        self,
        parents: Sequence[tuple[str, Words]],
        calls: Sequence[Calls],
        *args: Any,  # noqa: ANN401 - a form's own
        year: int | None,
        **kwargs: Any,  # noqa: ANN401 - the same
    ) -> None:
        super().__init__(*args, **kwargs)
        if year is not None:
            self.fields["tahun"] = forms.IntegerField(
                min_value=FIRST_YEAR,
                max_value=year + 5,
                error_messages={
                    "required": _("Isi tahunnya."),
                    "invalid": _("Tulis tahun dengan angka."),
                    "min_value": _("Tulis tahun %(limit_value)s atau sesudahnya."),
                    "max_value": _("Tulis tahun %(limit_value)s atau sebelumnya."),
                },
            )
        self.fields["induk"] = choice_field([("", _("Tidak ada yang di atasnya")), *parents])
        self.fields["panggilan"] = choice_field([(str(call), call.label) for call in calls])
        self.fields["tenggat"] = day_field()
        self.fields["catatan"] = text_field(LONGEST_TEXT, rows=True)

    def clean_siaran(self) -> str:
        """Refuse an address that is not encrypted."""
        address: str = self.cleaned_data["siaran"]
        if address:
            URLValidator(schemes=["https"], message=_("Tulis alamat yang diawali https://."))(address)
        return address

    def plan(self, unit_id: UUID | None, year: int | None = None) -> Plan:
        """Return what a valid form asks for."""
        told = self.cleaned_data
        return Plan(
            title=told["judul"],
            year=told.get("tahun") or year or told["hari"].year,
            day=told["hari"],
            starts=told["jam"],
            place=told["tempat"],
            unit_id=unit_id,
            parent_id=UUID(told["induk"]) if told["induk"] else None,
            stream=told["siaran"],
            calls=Calls(told["panggilan"] or Calls.NOBODY),
            called_by=told["tenggat"],
            minutes=told["catatan"],
        )

    @staticmethod
    def initial_of(declaration: Declaration) -> dict[str, object]:
        """Return the fields as they are kept."""
        return {
            "judul": declaration.title, "hari": declaration.day, "jam": declaration.starts,
            "tempat": declaration.place, "siaran": declaration.stream, "induk": declaration.parent_id or "",
            "panggilan": declaration.calls, "tenggat": declaration.called_by, "catatan": declaration.minutes,
        }  # fmt: skip


class PersonForm(LinedForm):
    """Who reads, signs or witnesses: chosen from whom the body knows, by the address of an account, or by name."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "bagian": (_("Sebagai"), ""),
        "orang": (_("Pilih orang"), _("Pimpinan, pegawai berjabatan, dan orang luar yang tercatat.")),
        "surel": (_("Atau surel akunnya"), _("Juga orang dari instansi lain yang sudah punya akun.")),
        "nama": (_("Nama di piagam"), _("Kosongkan untuk memakai nama yang tercatat.")),
        "sebutan": (_("Plt. atau Plh."), _("Bila mewakili pejabat definitif.")),
        "jabatan": (_("Jabatan di piagam"), ""),
        "lembaga": (_("Lembaga"), _("Bila dari luar instansi: Ombudsman, DPRD, Kejaksaan, Polres, dan lainnya.")),
    }

    surel = forms.EmailField(required=False, error_messages={"invalid": _("Alamat surel ini tidak lengkap.")})
    nama = text_field(LONGEST_NAME)
    sebutan = choice_field([(word, word or _("Tidak")) for word in ACTING])
    jabatan = text_field(LONGEST_NAME)
    lembaga = text_field(LONGEST_NAME)
    order: ClassVar[list[str]] = ["bagian", "orang", "surel", "nama", "sebutan", "jabatan", "lembaga"]

    def __init__(self, candidates: Sequence[Candidate], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's own
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in candidates}
        self.fields["bagian"] = choice_field(DeclarationPart.choices, _("Pilih sebagai apa."))
        self.fields["orang"] = choice_field([("", _("Belum dipilih")), *((one.key, one.words) for one in candidates)])
        self.order_fields(self.order)

    def clean(self) -> dict[str, Any]:
        """Ask for one way of naming somebody, and for what the deed needs."""
        told = super().clean() or {}
        known = self.known.get(told.get("orang", ""))
        if known is None and not told.get("surel") and not told.get("nama"):
            self.add_error("orang", _("Pilih orangnya, tulis surel akunnya, atau tulis namanya."))
        if known is not None and told.get("surel"):
            self.add_error("surel", _("Pilih dari daftar atau tulis surel, tidak keduanya."))
        if not (told.get("jabatan") or (known and known.position)) and "jabatan" not in self.errors:
            self.add_error("jabatan", _("Tulis jabatannya seperti di piagam."))
        return told

    def wish(self, account: Account | None) -> PersonWish:
        """Return what a valid form asks for; `account` is the one whose address was typed."""
        told, known = self.cleaned_data, self.known.get(self.cleaned_data["orang"])
        return PersonWish(
            part=DeclarationPart(told["bagian"]),
            name=told["nama"] or (known.name if known else account.name if account else ""),
            position=told["jabatan"] or (known.position if known else ""),
            institution=told["lembaga"] or (known.institution if known else ""),
            acting=told["sebutan"] or (known.acting if known else ""),
            user_id=known.user_id if known else account.user_id if account else None,
            employee_id=known.employee_id if known else account.employee_id if account else None,
        )


@dataclass(frozen=True, slots=True)
class Account:
    """An account that was found by its address."""

    user_id: UUID
    name: str
    employee_id: UUID | None = None


class PostponeForm(LinedForm):
    """To which day, and why."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "hari": (_("Tanggal baru"), ""),
        "jam": (_("Jam"), ""),
        "alasan": (_("Alasan"), _("Tampil di riwayat dan masuk ke berita acara.")),
    }

    hari = day_field(_("Isi tanggalnya, misalnya 31/12/2026."))
    jam = time_field(_("Isi jamnya, misalnya 09.00."))
    alasan = text_field(LONGEST_REASON // 4, _("Tulis alasannya."))

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - a form's own
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_hari(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["hari"]
        if day < self.today:
            raise forms.ValidationError(_("Pilih hari ini atau sesudahnya."))
        return day


class ReasonForm(LinedForm):
    """Why."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {"alasan": (_("Alasan"), "")}

    alasan = text_field(LONGEST_REASON, _("Tulis alasannya."), rows=True)


class SymbolicForm(LinedForm):
    """Why it is opened although the precondition is not met."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "alasan": (_("Alasan membuka secara simbolis"), _("Tampil di piagam, di berita acara, dan bagi siapa pun.")),
    }

    alasan = text_field(LONGEST_REASON, _("Tulis alasannya: syarat belum terpenuhi."), rows=True)


class CloseForm(LinedForm):
    """As what the leader signs the record, and which witnesses are asked to."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "jabatan": (_("Jabatan Anda di berita acara"), _("Misalnya Sekretaris Dinas, pemimpin acara.")),
        "catatan": (_("Notula"), _("Yang juga perlu tercatat, satu paragraf setiap baris.")),
    }

    jabatan = text_field(LONGEST_NAME, _("Tulis jabatan Anda."))
    catatan = text_field(LONGEST_TEXT, rows=True)
