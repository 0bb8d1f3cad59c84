"""Figures of the country and its provinces by year: sums of what is published, made anew as a whole.

They say nothing that the published years do not say, each of which is in the journal with its body: so no entry of
their own is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Count, F, Q, Sum

from pulau.apps.publication.models import COUNTRY, KindFigures, PublishedFigures, PublishedYear
from pulau.core.analytics.percentiles import percentiles_of
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

OWN: Final = Q(declared_on__isnull=False, symbolic=False)
"""Units that declared themselves; for others it was done symbolically."""
GRANTED: Final = Q(title_since__year=F("year"))
SUMS: Final[dict[str, Any]] = {
    "agencies": Count("agency", distinct=True),
    "units": Count("pk"),
    "declared": Count("pk", filter=OWN),
    "symbolic": Count("pk", filter=Q(symbolic=True)),
    "silent": Count("pk", filter=Q(silent=True)),
    "staff": Sum("staff", default=0),
    "signed": Sum("signed", default=0),
    "granted_wbk": Count("pk", filter=GRANTED & Q(title="WBK")),
    "granted_wbbm": Count("pk", filter=GRANTED & Q(title="WBBM")),
    "wbk": Count("pk", filter=Q(title="WBK")),
    "wbbm": Count("pk", filter=Q(title="WBBM")),
    "not_passed": Count("pk", filter=Q(state=PublicState.NOT_PASSED)),
    "revoked": Count("pk", filter=Q(revoked_on__isnull=False)),
}


@transaction.atomic
def count_country(now: datetime) -> int:
    """Sum up every year of every place and kind, and put the sums in place of those before. Returns how many rows."""
    rows = [*_rows(now, COUNTRY), *_rows(now)]
    kinds = list(_kinds())
    PublishedFigures.objects.all().delete()
    PublishedFigures.objects.bulk_create(rows)
    KindFigures.objects.all().delete()
    KindFigures.objects.bulk_create(kinds)
    return len(rows) + len(kinds)


def _kinds() -> Iterator[KindFigures]:
    names = ("units", "declared", "silent", "wbk", "wbbm")
    sums = {name: SUMS[name] for name in names}
    scored = _totals()
    for row in PublishedYear.objects.order_by().values("kind", "year").annotate(**sums):
        totals = scored.get((row["kind"], row["year"]), [])
        yield KindFigures(**row, scores=len(totals), percentiles=percentiles_of(totals))


def _totals() -> dict[tuple[str, int], list[int]]:
    """Return the final scores of each kind and year, the lowest first, in one query."""
    rows = PublishedYear.objects.filter(total__isnull=False).order_by("total").values_list("kind", "year", "total")
    found: dict[tuple[str, int], list[int]] = {}
    for kind, year, total in rows.iterator():
        if total is not None:
            found.setdefault((kind, year), []).append(total)
    return found


def _rows(now: datetime, place: str = "") -> list[PublishedFigures]:
    by = ("year",) if place else ("year", "province")
    found = PublishedYear.objects.order_by().values(*by).annotate(**SUMS)
    return [PublishedFigures(place=place or row.pop("province"), counted_at=now, **row) for row in found]
