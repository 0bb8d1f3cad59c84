"""What is asked of an employee: who they are, which post, from which day; messages say how to mend what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.forms.duties import Line, LinedForm, Words, day_field
from pulau.apps.people.models import Basis, Employee, EmployeeStatus
from pulau.apps.people.models.appointments import LONGEST_DOCUMENT, LONGEST_NAME, LONGEST_POSITION, LONGEST_TITLE
from pulau.apps.people.places import unit_by_words
from pulau.apps.people.selectors.staff import post_held_by
from pulau.apps.people.staffing import ActingPost, StaffDetails, StaffPost
from pulau.core.shared.actor import Actor
from pulau.core.shared.civil_service import digits_of, echelon_of, is_nik, is_nip
from pulau.foundation.ui.form_fields import text_field

LONGEST_GRADE = 12
LONGEST_WORDS = 200


class StaffForm(LinedForm):
    """A form of the pages about employees, in groups."""

    groups: ClassVar[tuple[tuple[Words, tuple[str, ...]], ...]] = ()
    """Heading (may be empty) and names of the fields of each group; without any, all fields are one."""

    @property
    def parts(self) -> list[tuple[Words, list[Line]]]:
        """The groups to draw: heading and fields."""
        lines = {line.name: line for line in self.lines}
        return [(words, [lines[name] for name in names]) for words, names in self.groups or (("", tuple(lines)),)]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Field and message of everything that is wrong, in the order of the page."""
        order = [line.name for _, lines in self.parts for line in lines]
        return sorted(super().summary, key=lambda wrong: order.index(wrong[0]))

    def refuse(self, field: str, words: Words) -> None:
        """Add what a service had against a field."""
        self.add_error(field if field in self.fields else None, str(words))


class WhoForm(StaffForm):
    """Who an employee is."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "depan": (_("Gelar di depan nama"), ""),
        "nama": (_("Nama tanpa gelar"), ""),
        "belakang": (_("Gelar di belakang nama"), ""),
        "nip": (_("NIP"), _("Atau NI PPPK atau NRP: 8 sampai 18 angka.")),
        "nik": (_("NIK"), _("16 angka. Tidak pernah ditampilkan utuh.")),
        "status": (_("Status kepegawaian"), _("Menurut surat keputusan terakhir.")),
        "golongan": (_("Golongan"), _("Misalnya III/d.")),
        "surel": (_("Surel"), _("Surel dinas, bila ada.")),
    }
    WHO: ClassVar = ("nama", "depan", "belakang", "nip", "nik", "status", "golongan", "surel")

    depan = text_field(LONGEST_TITLE)
    nama = text_field(LONGEST_NAME, _("Tulis nama pegawai tanpa gelar."))
    belakang = text_field(LONGEST_TITLE)
    nip = text_field(40, _("Tulis NIP, NI PPPK, atau NRP."))
    nik = text_field(40)
    status = forms.ChoiceField(choices=[("", _("Pilih status")), *EmployeeStatus.choices],
                               error_messages={"required": _("Pilih status kepegawaian.")})  # fmt: skip
    golongan = text_field(LONGEST_GRADE)
    surel = forms.EmailField(required=False, error_messages={"invalid": _("Alamat surel ini tidak lengkap.")})

    def clean_nip(self) -> str:
        """Take the digits however they are grouped."""
        nip = digits_of(self.cleaned_data["nip"])
        if not is_nip(nip):
            raise forms.ValidationError(_("NIP terdiri atas 8 sampai 18 angka."))
        return nip

    def clean_nik(self) -> str:
        """Take the digits however they are grouped."""
        nik = digits_of(self.cleaned_data["nik"])
        if nik and not is_nik(nik):
            raise forms.ValidationError(_("NIK terdiri atas 16 angka."))
        return nik

    def details(self) -> StaffDetails:
        """Return what a valid form tells; an empty NIK leaves what is kept."""
        told = self.cleaned_data
        return StaffDetails(
            nip=told["nip"], name=told["nama"], status=EmployeeStatus(told["status"]), title_before=told["depan"],
            title_after=told["belakang"], grade=told["golongan"], email=told["surel"], nik=told["nik"] or None,
        )  # fmt: skip

    @staticmethod
    def initial_of(employee: Employee) -> dict[str, str]:
        """Return the fields as they are kept; the NIK is never among them."""
        return {
            "depan": employee.title_before, "nama": employee.name, "belakang": employee.title_after,
            "nip": employee.nip, "status": employee.status, "golongan": employee.grade, "surel": employee.email,
        }  # fmt: skip


class ChangeForm(WhoForm):
    """Who an employee is, put right."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        **WhoForm.texts,
        "nik": (_("NIK baru"), _("Kosongkan bila NIK tidak berubah.")),
    }
    groups: ClassVar = ((_("Identitas"), WhoForm.WHO),)


class PlacedForm(StaffForm):
    """Where a post is, what it is called, and on what paper it rests."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "unit": (_("Unit"), _("Kode atau nama lengkap unit.")),
        "jabatan": (_("Jabatan"), ""),
        "eselon": (_("Eselon"), _("Misalnya II.b, bila jabatan struktural.")),
        "mulai": (_("Mulai"), _("Hari pertama.")),
        "dokumen": (_("Dokumen"), _("Nomor surat keputusan atau surat tugas.")),
    }
    unit_needed: ClassVar = True

    unit = text_field(LONGEST_WORDS)
    jabatan = text_field(LONGEST_POSITION)
    eselon = text_field(16)
    mulai = day_field()
    dokumen = text_field(LONGEST_DOCUMENT)

    def __init__(self, actor: Actor, data: Mapping[str, str] | None = None, **initial: object) -> None:
        super().__init__(data, initial=initial)
        self.actor = actor

    def clean_eselon(self) -> str:
        """Take any usual spelling."""
        echelon = echelon_of(self.cleaned_data["eselon"])
        if echelon is None:
            raise forms.ValidationError(_("Tulis eselon seperti II.b, atau kosongkan."))
        return echelon

    def clean(self) -> dict[str, Any]:
        """Find the unit."""
        told = super().clean() or {}
        words, day = told.get("unit", ""), told.get("mulai")
        found = unit_by_words(self.actor, words, day) if words else None
        if found is None and (words or self.unit_needed) and "unit" not in self.errors:
            wrong = _("Tidak ada unit dengan kode atau nama itu pada hari tersebut.") if words else _("Tulis unitnya.")
            self.add_error("unit", wrong)
        told["unit_id"] = found.pk if found is not None else None
        return told

    def post(self) -> StaffPost:
        """Return the post that a valid form tells of."""
        told = self.cleaned_data
        return StaffPost(
            unit_id=told["unit_id"], since=told["mulai"], position=told["jabatan"], echelon=told["eselon"],
            document=told["dokumen"],
        )  # fmt: skip


class MoveForm(PlacedForm):
    """The next post of an employee."""

    groups: ClassVar = (("", ("unit", "jabatan", "mulai", "eselon", "dokumen")),)


class AddForm(WhoForm, PlacedForm):
    """A new employee and their first post."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        **WhoForm.texts,
        **PlacedForm.texts,
        "mulai": (_("Bertugas sejak"), _("Hari pertama pada jabatan ini di instansi Anda.")),
    }
    groups: ClassVar = (
        (_("Identitas"), WhoForm.WHO),
        (_("Jabatan"), ("unit", "jabatan", "mulai", "eselon", "dokumen")),
    )


class ActingForm(PlacedForm):
    """Which post somebody stands in for, until when."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        **PlacedForm.texts,
        "dasar": (_("Sebagai"), _("Plh. selama pejabatnya berhalangan, Plt. selama jabatannya kosong.")),
        "menggantikan": (_("NIP pejabat yang digantikan"), _("Bila diisi, unit dan jabatan diambil dari jabatannya.")),
        "jabatan": (_("Jabatan"), ""),
        "sampai": (_("Sampai"), _("Hari terakhir, selalu diisi.")),
    }
    groups: ClassVar = (
        ("", ("dasar", "menggantikan")),
        (_("Jabatan yang diisi, bila tidak menggantikan seseorang"), ("unit", "jabatan", "eselon")),
        (_("Masa"), ("mulai", "sampai", "dokumen")),
    )
    unit_needed: ClassVar = False

    dasar = forms.ChoiceField(choices=[(basis.value, basis.label) for basis in (Basis.PLH, Basis.PLT)])
    menggantikan = text_field(40)
    sampai = day_field()

    def clean(self) -> dict[str, Any]:
        """Find the post that is acted for, by whose it is or by its unit and name."""
        told = super().clean()
        day, until, nip = told.get("mulai"), told.get("sampai"), digits_of(told.get("menggantikan", ""))
        held = post_held_by(self.actor, nip, day) if nip and day else None
        told["held"] = held.pk if held is not None else None
        if nip and held is None and day:
            self.add_error("menggantikan", _("Tidak ada pegawai dengan NIP itu yang menjabat pada hari mulai."))
        if not nip and not told["unit_id"] and "unit" not in self.errors:
            self.add_error("unit", _("Tulis unitnya, atau NIP pejabat yang digantikan."))
        if not nip and not told.get("jabatan"):
            self.add_error("jabatan", _("Tulis nama jabatannya, atau NIP pejabat yang digantikan."))
        if day and until and until < day:
            self.add_error("sampai", _("Hari terakhir tidak mendahului hari mulai."))
        return told

    def acting(self) -> ActingPost:
        """Return what a valid form tells."""
        told = self.cleaned_data
        return ActingPost(
            basis=Basis(told["dasar"]), since=told["mulai"], until=told["sampai"], unit_id=told["unit_id"],
            position=told["jabatan"], echelon=told["eselon"], document=told["dokumen"], instead_of=told["held"],
        )  # fmt: skip


class LastDayForm(StaffForm):
    """The last day of a service, an acting post or a person's time with the agency."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {"sampai": (_("Hari terakhir"), "")}

    sampai = day_field()

    def __init__(self, day: date, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"sampai": day})
