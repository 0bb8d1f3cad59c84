"""Coverage as a page shows it and a file tells it: words for states, and few people told to nobody but their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pulau.apps.agencies.contract import AgencyKind, UnitKind
from pulau.core.pledging.coverage import FEW, Standing, is_few, percent_of, standing_of
from pulau.exchange.table_files import Cell, Hundredths
from pulau.foundation.tenancy.place import zone_of
from pulau.foundation.ui.formats import half_up, number

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.utils.functional import Promise

    from pulau.apps.declarations.selectors.country import BodyLine, Sums
    from pulau.core.shared.actor import Actor

SHAPES: Final[Mapping[Standing, tuple[str, str | Promise]]] = {
    Standing.DECLARED: ("met", gettext_lazy("Dicanangkan")),
    Standing.SYMBOLIC: ("provisional", gettext_lazy("Dicanangkan secara simbolis")),
    Standing.REPRESENTED: ("provisional", gettext_lazy("Diwakili secara simbolis")),
    Standing.NONE: ("unanswered", gettext_lazy("Belum dicanangkan")),
}
"""The kind of status (shape and colour) and the word of each standing."""


@dataclass(frozen=True, slots=True)
class People:
    """How many serve and how many have signed; `few`: so few that only their own body is told."""

    staff: int
    signed: int
    few: bool

    @property
    def percent(self) -> Fraction | None:
        """The share in hundredths; None of nobody, and of few."""
        return None if self.few else percent_of(self.signed, self.staff)

    @property
    def words(self) -> str:
        """The counts in words: "12 dari 40", or that they are few."""
        if self.few:
            return few_words()
        return _("%(signed)s dari %(staff)s") % {"signed": number(self.signed, 0), "staff": number(self.staff, 0)}


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as the list shows it."""

    name: str
    code: str
    kind: str
    shape: str
    word: str | Promise
    declared_on: date | None
    people: People
    active_on: date | None
    silent: bool


def few_words() -> str:
    """Return what stands in place of a count of few people."""
    return _("kurang dari %(few)s") % {"few": FEW}


def unit_lines(actor: Actor, rows: Iterable[Any]) -> Iterator[UnitLine]:
    """Return units (rows of `unit_coverage`) as their list shows them to the actor."""
    zone = zone_of(actor)
    return (_unit_line(row, zone, visits=actor.visits) for row in rows)


def _unit_line(row: Any, zone: ZoneInfo, *, visits: bool) -> UnitLine:  # noqa: ANN401 - a row with annotations
    shape, word = SHAPES[standing_of(row.declared_on, symbolic=row.symbolic)]
    return UnitLine(
        name=row.then,
        code=row.unit.code,
        kind=row.unit.get_kind_display(),
        shape=shape,
        word=word,
        declared_on=row.declared_on,
        people=People(row.staff, row.signed, few=visits and is_few(row.staff)),
        active_on=row.active_at.astimezone(zone).date() if row.active_at else None,
        silent=bool(row.quiet_now),
    )


def unit_file(actor: Actor, year: int, rows: Iterable[Any]) -> tuple[list[str], Iterator[list[Cell]]]:
    """Return headings and rows of the units' file. Words are looked up now: rows go out when the request is over."""
    head = [_("Kode"), _("Unit"), _("Jenis"), _("Tahun"), _("Pencanangan"), _("Tanggal pencanangan"), _("Pegawai"),
            _("Pakta ditandatangani"), _("Persen"), _("Kegiatan terakhir"), _("Tanpa kegiatan")]  # fmt: skip
    words = {kind.value: str(kind.label) for kind in UnitKind}
    states = {standing: str(word) for standing, (_shape, word) in SHAPES.items()}
    few, yes, no, zone, visits = few_words(), _("ya"), _("tidak"), zone_of(actor), actor.visits

    def cells() -> Iterator[list[Cell]]:
        for row in rows:
            people = People(row.staff, row.signed, few=visits and is_few(row.staff))
            active = row.active_at.astimezone(zone).date().isoformat() if row.active_at else None
            state = states[standing_of(row.declared_on, symbolic=row.symbolic)]
            declared = row.declared_on.isoformat() if row.declared_on else None
            yield [row.unit.code, row.then, words[row.unit.kind], year, state, declared,
                   *_counts(people, few), active, yes if row.quiet_now else no]  # fmt: skip

    return head, cells()


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A body, or all of a province, as the list of the country shows it; without counts where nothing was counted."""

    key: str
    name: str
    note: str
    sums: Sums | None
    people: People
    declared_on: date | None = None

    @property
    def percent(self) -> Fraction | None:
        """The share of units that declared, in hundredths."""
        return percent_of(self.sums.declared, self.sums.units) if self.sums else None


def body_lines(actor: Actor, lines: Iterable[BodyLine], places: Mapping[str, str]) -> list[CountryLine]:
    """Return bodies as the list of the country shows them to the actor; `places` are the names of provinces."""
    kinds = {kind.value: str(kind.label) for kind in AgencyKind}
    return [
        CountryLine(
            line.region_code,
            line.name,
            " · ".join(part for part in (kinds.get(line.kind, ""), places.get(line.province, "")) if part),
            line.counts,
            people_of(line.counts, own=line.tenant_id == actor.tenant_id and not actor.visits),
            line.declared_on,
        )
        for line in lines
    ]


def people_of(sums: Sums | None, *, own: bool = False) -> People:
    """Return the people of some bodies, few of them told to nobody but their own body."""
    if sums is None:
        return People(0, 0, few=False)
    return People(sums.staff, sums.signed, few=not own and is_few(sums.staff))


def country_file(year: int, lines: Iterable[CountryLine]) -> tuple[list[str], Iterator[list[Cell]]]:
    """Return headings and rows of the country's file."""
    head = [_("Instansi"), _("Jenis dan wilayah"), _("Kode wilayah"), _("Tahun"), _("Jumlah unit"),
            _("Unit dicanangkan"), _("Unit simbolis"), _("Unit tanpa kegiatan"), _("Pegawai"),
            _("Pakta ditandatangani"), _("Persen"), _("Pencanangan instansi")]  # fmt: skip
    few = few_words()

    def cells() -> Iterator[list[Cell]]:
        for line in lines:
            start: list[Cell] = [line.name, line.note, line.key, year]
            if line.sums is None:
                yield [*start, *[None] * 8]
                continue
            sums, day = line.sums, line.declared_on.isoformat() if line.declared_on else None
            yield [*start, sums.units, sums.declared, sums.symbolic, sums.silent, *_counts(line.people, few), day]

    return head, cells()


def _counts(people: People, few: str) -> tuple[Cell, Cell, Cell]:
    if people.few:
        return few, few, None
    percent = people.percent
    return people.staff, people.signed, None if percent is None else Hundredths(int(half_up(percent) * 100))
