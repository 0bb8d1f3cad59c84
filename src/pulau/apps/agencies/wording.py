"""Refusals in words: what is wrong and how to mend it, and at which field of the form it is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.agencies import refusals
from pulau.apps.agencies.tree import MOST_LEVELS
from pulau.core.shared.readiness import PERCENTS, UnfitValue
from pulau.foundation.ui.formats import long_date, number

if TYPE_CHECKING:
    from django import forms

TAKEN = (refusals.UnitCodeTaken, IntegrityError)
REFUSED = (refusals.UnitRefusal, UnfitValue, ValidationError, *TAKEN)
"""What a service raises that a person can mend."""


def value_words(measure: str, value: str) -> str:
    """Return the value of a readiness fact as people write it: `3,12`, `97,5%`, `WTP`."""
    if not value[:1].isdigit():
        return value
    plain = number(Decimal(value), len(value.partition(".")[2]))
    return f"{plain}%" if measure in PERCENTS else plain


def tell(form: forms.Form, problem: Exception) -> None:
    """Put a refusal into the words of a form, at the field that is to be mended, or at its first."""
    if isinstance(problem, ValidationError):
        for field, text in _misfits(problem):
            form.add_error(_at(form, field), text)
        return
    field, text = _words(problem, form.data)
    form.add_error(_at(form, field), text)


def _at(form: forms.Form, field: str) -> str:
    return field if field in form.fields else next(iter(form.fields))


def _words(problem: Exception, typed: object) -> tuple[str, str]:
    if isinstance(problem, TAKEN):
        code = str(getattr(typed, "get", lambda *_: "")("code", ""))[:40]
        return "code", _("Kode %(code)s sudah atau pernah dipakai yang lain. Pilih kode yang lain.") % {"code": code}
    if isinstance(problem, UnfitValue):
        return "value", _fitting(problem)
    if isinstance(problem, refusals.DayRefused):
        return "day", _day(problem)
    if isinstance(problem, refusals.UnitRefusal):
        return _of_unit(problem)
    raise problem


def _day(problem: refusals.DayRefused) -> str:
    told = {"unit": problem.unit.name, "day": long_date(problem.limit)}
    if isinstance(problem, refusals.DayNotReached):
        return _("Tanggal itu belum tiba; hari ini %(day)s. Catat perubahannya pada harinya.") % told
    if isinstance(problem, refusals.DayBeforeUnit):
        return _("%(unit)s baru berdiri %(day)s. Pilih tanggal sesudahnya.") % told
    return _("Riwayat %(unit)s sudah sampai %(day)s. Pilih tanggal itu atau sesudahnya.") % told


def _of_unit(problem: refusals.UnitRefusal) -> tuple[str, str]:
    told: dict[str, object] = {"unit": problem.unit.name, "levels": MOST_LEVELS}
    if isinstance(problem, refusals.UnitHasParts):
        told["n"] = problem.parts
        text = ngettext(
            "Masih ada %(n)d unit di bawah %(unit)s.", "Masih ada %(n)d unit di bawah %(unit)s.", problem.parts
        )
        return "day", text % told
    field, text = {
        refusals.CyclicTree: ("parent", _("%(unit)s tidak dapat berada di bawah dirinya sendiri. Pilih unit lain.")),
        refusals.TreeTooDeep: ("parent", _("Susunan unit paling dalam %(levels)d tingkat. Pilih induk lebih tinggi.")),
        refusals.UnitEnded: ("parent", _("%(unit)s tidak ada pada tanggal itu. Pilih unit atau tanggal lain.")),
        refusals.UnitNotEnded: ("day", _("%(unit)s masih ada.")),
        refusals.NothingChanged: ("name", _("Tidak ada yang berubah. Ubah dahulu salah satunya.")),
    }[type(problem)]
    return field, text % told


def _fitting(problem: UnfitValue) -> str:
    grades = ", ".join(problem.grades)
    if problem.span is None:
        return _("Pilih salah satu: %(grades)s.") % {"grades": grades}
    span = {"low": f"{problem.span[0]}", "high": f"{problem.span[1]}", "grades": grades}
    if grades:
        return _("Tulis salah satu dari %(grades)s, atau angka dari %(low)s sampai %(high)s.") % span
    return _("Tulis angka dari %(low)s sampai %(high)s, misalnya 3,5.") % span


def _misfits(problem: ValidationError) -> list[tuple[str, str]]:
    """Return (field, words) of what the services refuse; what a form checks itself comes with Django's own words."""
    texts = {
        "region_code": _("Wilayah ini tidak sesuai dengan jenis instansi. Pilih wilayah lain."),
        "parent": _("Tidak ada unit seperti itu."),
        "year": _("Pilih tahun dari 2000 sampai tahun ini."),
        "document_date": _("Dokumen tidak mungkin bertanggal sebelum tahunnya atau sesudah hari ini."),
        "measure": _("Syarat ini hanya berlaku untuk seluruh instansi."),
        "until": _("Hari terakhir lebih awal daripada hari pertama."),
    }
    return [(field, texts.get(field, found[0])) for field, found in problem.message_dict.items()]
