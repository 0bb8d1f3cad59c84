"""Published units that can be found, and the monitor's house: one unit for each thing that rings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pulau.apps.publication.indexing import index_units
from pulau.apps.publication.models import EventKind
from tests.apps.portal.published import agency, event, scored, unit
from tests.days import today

if TYPE_CHECKING:
    from pulau.apps.publication.models import PublishedAgency, PublishedUnit


def ago(days: int) -> date:
    """Return the day so many days ago; of the future where `days` is negative."""
    return today() - timedelta(days=days)


def findable(of: PublishedAgency, slug: str, name: str, **changed: Any) -> PublishedUnit:  # noqa: ANN401 - columns
    """Publish a unit that the search finds."""
    row = unit(of, slug, name=name, **changed)
    index_units([row], of.name)
    return row


def town() -> PublishedAgency:
    """Publish a regency with three offices and a hospital, and a body elsewhere."""
    of = agency()
    findable(of, "disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil", title="WBK", declared_on=ago(400))
    findable(of, "dpmptsp", "Dinas Penanaman Modal", silent=True, declared_on=ago(400))
    findable(of, "rsud", "RSUD Tanjung Sagara", kind="hospital")
    other = agency("muara", "Kota Muara Lain", region_code="97.71")
    findable(other, "rsud-muara", "RSUD Muara Lain", kind="hospital")
    return of


def watched() -> dict[str, PublishedUnit]:
    """Publish election offices of a province: active, silent, undeclared, and one for each alarm."""
    of = agency("kpu", "Komisi Pemilihan Nusa Bahari")

    def office(slug: str, **changed: Any) -> PublishedUnit:  # noqa: ANN401 - columns
        return findable(of, slug, f"Kantor KPU {slug.title()}", kind="election-office", **changed)

    found = {
        "aktif": office("aktif", declared_on=ago(200), active_on=ago(3), state="building", year=today().year),
        "diam": office("diam", declared_on=ago(200), silent=True, state="declared", year=today().year),
        "belum": office("belum"),
        "simbolis": office("simbolis", symbolic=True),
        "beda": office("beda", declared_on=ago(900), active_on=ago(20), state="not-passed", year=today().year - 1),
        "dekat": office("dekat", declared_on=ago(900), active_on=ago(20), title="WBK", title_since=ago(900),
                        title_until=ago(-30), state="granted"),
        "cabut": office("cabut", declared_on=ago(900), active_on=ago(20), state="revoked", year=today().year),
    }  # fmt: skip
    scored(found["beda"], today().year - 1, "not-passed", total=7000, internal_total=7500)
    scored(found["dekat"], today().year - 1, "granted", total=8000, internal_total=8499)
    event(found["cabut"], EventKind.REVOKED, ago(40), title="WBK", decree="1/2026", reasons="Pungutan terbukti.")
    return found
