"""What is asked to give somebody a role, or to invite them to one: only what that role needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pulau.apps.agencies.contract import agency_of
from pulau.apps.people.areas import area_choices
from pulau.apps.people.models import Basis, OutsideKind, Role, ScopeChoice
from pulau.apps.people.models.appointments import LONGEST_DOCUMENT
from pulau.apps.people.places import region_by_words, unit_by_words
from pulau.apps.people.selectors.duties import person_by_words
from pulau.apps.people.wishes import Wish
from pulau.core.shared.actor import REACHING_OUT, Actor
from pulau.core.shared.roles import SCOPES, Scope

DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
STOOD_IN = frozenset({Role.UNIT_HEAD, Role.AGENCY_HEAD, Role.TPI_LEADER})
"""Roles that go with a post, in which somebody can stand in (Plh., Plt.)."""
LONGEST_WORDS = 200

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One field as the page draws it."""

    name: str
    label: Words
    help: Words
    value: Any
    error: str
    kind: str  # text, date, select, email, password
    options: Iterable[tuple[str, Words]] = field(default_factory=tuple)


class LinedForm(forms.Form):
    """A form that tells the page its fields, in order, with what was typed and what is wrong with it."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {}
    """Label and help of each field by its name."""

    @property
    def lines(self) -> list[Line]:
        """The fields to draw."""
        return [self._line(name, spec) for name, spec in self.fields.items()]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Field and message of everything that is wrong; what concerns no single field points at the first one."""
        first = next(iter(self.fields), "")
        told = [(name, str(text)) for name, texts in self.errors.items() for text in texts]
        return [(first if name == NON_FIELD_ERRORS else name, text) for name, text in told]

    def _line(self, name: str, spec: forms.Field) -> Line:
        label, told = self.texts[name]
        value = self[name].value()
        value = value.isoformat() if isinstance(value, date) else ("" if value is None else value)
        error = str(next(iter(self.errors.get(name, [])), "")) if self.is_bound else ""
        options = [(str(key), words) for key, words in self[name].field.widget.choices] if _chooses(spec) else []
        kinds = {forms.DateField: "date", forms.ChoiceField: "select", forms.EmailField: "email"}
        kind = "password" if isinstance(spec.widget, forms.PasswordInput) else kinds.get(type(spec), "text")
        return Line(name, label, told, value, error, kind, options)


def _chooses(spec: forms.Field) -> bool:
    return isinstance(spec, forms.ChoiceField)


def day_field(**more: Any) -> forms.DateField:  # noqa: ANN401 - a field's own options
    """Return a field for a day, as browsers send it and as people write it."""
    told = {"required": _("Isi tanggalnya."), "invalid": _("Tulis tanggal seperti 2026-01-31.")}
    return forms.DateField(input_formats=DAY_FORMATS, error_messages=told, **more)


def acts_for_national(actor: Actor) -> bool:
    """Whether the actor's agency is one that may give roles beyond its own walls."""
    agency = agency_of(actor)
    return agency is not None and agency.national


def offered_scopes(actor: Actor, role: Role) -> list[Scope]:
    """Return the scopes in which the actor's agency may give a role; none where only national bodies do."""
    return scopes_offered(role, national=acts_for_national(actor))


def scopes_offered(role: Role, *, national: bool) -> list[Scope]:
    """Return the scopes in which a body, national or not, may give a role."""
    return [scope for scope in Scope if scope in SCOPES[role] and (national or scope not in REACHING_OUT)]


class DutyForm(LinedForm):
    """Where, from when to when and by which document somebody is to hold a role."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        "cakupan": (pgettext_lazy("tugas", "Cakupan"), ""),
        "unit": (_("Unit"), _("Kode atau nama lengkap unit.")),
        "wilayah": (_("Wilayah"), _("Kode atau nama: 32 untuk provinsi, 32.04 untuk kabupaten atau kota.")),
        "area": (_("Area perubahan"), ""),
        "jenis": (_("Asal pendamping"), ""),
        "dasar": (_("Dasar"), ""),
        "menggantikan": (_("Menggantikan"), _("NIP atau surel pejabat yang digantikan, bila ada.")),
        "mulai": (_("Mulai"), ""),
        "sampai": (_("Sampai"), _("Hari terakhir. Kosongkan bila belum ditentukan.")),
        "dokumen": (_("Dokumen"), _("Nomor surat keputusan atau surat tugas.")),
    }

    def __init__(self, actor: Actor, role: Role, today: date, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"mulai": today})
        self.actor, self.role = actor, role
        self.scopes = offered_scopes(actor, role)
        self.fields.update(self._own_fields())

    def _own_fields(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        if len(self.scopes) > 1:
            choices = [(scope.value, ScopeChoice(scope.value).label) for scope in self.scopes]
            found["cakupan"] = forms.ChoiceField(choices=choices)
        if Scope.UNIT in self.scopes:
            found["unit"] = forms.CharField(required=False, max_length=LONGEST_WORDS)
        if Scope.REGION in self.scopes:
            found["wilayah"] = forms.CharField(required=False, max_length=LONGEST_WORDS)
        if self.role is Role.AREA_OWNER:
            found["area"] = forms.ChoiceField(choices=area_choices(get_language() or "id"))
        if self.role is Role.COMPANION:
            found["jenis"] = forms.ChoiceField(choices=OutsideKind.choices)
        if self.role in STOOD_IN:
            found["dasar"] = forms.ChoiceField(
                choices=[choice for choice in Basis.choices if choice[0] != Basis.DELEGATION]
            )
            found["menggantikan"] = forms.CharField(required=False, max_length=LONGEST_WORDS)
        told = {"required": _("Tulis nomor dokumen yang menjadi dasar penugasan.")}
        document = forms.CharField(max_length=LONGEST_DOCUMENT, error_messages=told)
        return {**found, "mulai": day_field(), "sampai": day_field(required=False), "dokumen": document}

    def clean(self) -> dict[str, Any]:
        """Find the unit, the region and the person replaced, and refuse days in the wrong order."""
        told = super().clean() or {}
        scope = self._scope(told)
        told["unit_id"] = self._unit_id(told) if scope is Scope.UNIT else None
        told["region"] = self._region(told) if scope is Scope.REGION else ""
        told["replaced"] = self._replaced(told)
        since, until = told.get("mulai"), told.get("sampai")
        if since and until and until < since:
            self.add_error("sampai", _("Hari terakhir tidak mendahului hari mulai."))
        if told.get("dasar", Basis.DEFINITIVE) != Basis.DEFINITIVE and until is None and "sampai" not in self.errors:
            self.add_error("sampai", _("Plh. dan Plt. bertugas sampai hari tertentu: isi hari terakhirnya."))
        return told

    def wish(self) -> Wish:
        """Return what a valid form asks for."""
        told = self.cleaned_data
        return Wish(
            role=self.role,
            since=told["mulai"],
            until=told["sampai"],
            scope=self._scope(told),
            unit_id=told["unit_id"],
            region_code=told["region"],
            area=told.get("area", ""),
            companion_kind=told.get("jenis", ""),
            basis=Basis(told.get("dasar", Basis.DEFINITIVE)),
            on_behalf_of=told["replaced"],
            document=told["dokumen"],
        )

    def _scope(self, told: Mapping[str, Any]) -> Scope:
        chosen = told.get("cakupan") or self.scopes[0].value
        return Scope(chosen)

    def _unit_id(self, told: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a UUID or None
        words = told.get("unit", "")
        found = unit_by_words(self.actor, words, told.get("mulai")) if words else None
        if found is None:
            wrong = _("Tidak ada unit dengan kode atau nama itu.") if words else _("Tulis kode unitnya.")
            self.add_error("unit", wrong)
        return found.pk if found is not None else None

    def _region(self, told: Mapping[str, Any]) -> str:
        code = region_by_words(str(told.get("wilayah", "")))
        if not code:
            self.add_error("wilayah", _("Tulis kode wilayah seperti 32 atau 32.04, atau nama lengkapnya."))
        return code

    def _replaced(self, told: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a UUID or None
        words = told.get("menggantikan", "")
        if not words or told.get("dasar") == Basis.DEFINITIVE:
            return None
        found = person_by_words(self.actor, words)
        if found is None:
            self.add_error("menggantikan", _("Tidak ada pegawai dengan NIP atau surel itu di instansi ini."))
        return found.pk if found is not None else None


class InvitationForm(DutyForm):
    """Who is invited, and to what."""

    texts: ClassVar[Mapping[str, tuple[Words, Words]]] = {
        **DutyForm.texts,
        "surel": (_("Surel"), _("Undangan dikirim ke alamat ini, dan hanya berlaku untuk alamat ini.")),
        "nama": (_("Nama lengkap"), ""),
    }

    def _own_fields(self) -> dict[str, forms.Field]:
        wrong = {"required": _("Tulis alamat surelnya."), "invalid": _("Alamat surel ini tidak lengkap.")}
        told = {"required": _("Tulis namanya.")}
        rest = super()._own_fields()
        for name in ("dasar", "menggantikan"):  # who stands in is appointed, not invited
            rest.pop(name, None)
        return {
            "surel": forms.EmailField(error_messages=wrong),
            "nama": forms.CharField(max_length=LONGEST_WORDS, error_messages=told),
            **rest,
        }
