"""The addresses that a file has beside its items: each becomes a piece of evidence that is not preserved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.evidence.contract import EvidenceWish
from pulau.apps.worksheets.addresses import address_title, usable_address
from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.apps.worksheets.services.bringing import Brought, bring_evidence
from pulau.core.shared.problems import BadInput
from pulau.foundation.calendar.clocks import today_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from pulau.apps.worksheets.desk.frame import Desk
    from pulau.apps.worksheets.desk.importing import Entry
    from pulau.exchange.submission import Submission

Beside = dict[str, frozenset[str]]
"""The addresses of the evidence that stands beside an item, by item."""


def addresses_beside(desk: Desk, *, confidential: bool = True) -> Beside:
    """Return the outside addresses that stand beside the items of a worksheet, as far as the person sees them.

    Those of confidential pieces only where asked for: a file that is taken away goes from hand to hand.
    """
    found = evidence_by_item(desk.actor, desk.row)
    return {
        item: frozenset(each.address for each in pieces if each.address and (confidential or not each.confidential))
        for item, pieces in found.items()
    }


def addresses_of(submission: Submission, item: str) -> tuple[str, ...]:
    """Return the addresses that a file has beside an item; what is no address of the web stays in the note."""
    found = (read_address(link) for link in submission.links.get(item, ()))
    return tuple(dict.fromkeys(address for address in found if address))


def other_links(submission: Submission, item: str) -> tuple[str, ...]:
    """Return what a file has where addresses should stand, and is none."""
    return tuple(link.strip() for link in submission.links.get(item, ()) if link.strip() and not read_address(link))


def read_address(link: str) -> str:
    """Return a link as an outside address; empty where it is none."""
    try:
        return usable_address(link)
    except BadInput:
        return ""


def bring_links(desk: Desk, entries: Collection[Entry], taken: Collection[str], now: datetime) -> set[str]:
    """Lay the new addresses of the items that were taken over beside them, dated today as seen; return those items."""
    today = today_of(desk.actor, now)
    brought = [
        Brought(entry.item, new=tuple((_wish(desk, address, today), None) for address in entry.links))
        for entry in entries
        if entry.item in taken and entry.links
    ]
    if brought:
        bring_evidence(actor=desk.actor, worksheet_id=desk.row.pk, brought=brought, now=now)
    return {each.item for each in brought}


def new_links(submission: Submission, item: str, beside: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the addresses of an item that do not stand beside it yet."""
    there = beside.get(item, ())
    return tuple(address for address in addresses_of(submission, item) if address not in there)


def _wish(desk: Desk, address: str, today: date) -> EvidenceWish:
    return EvidenceWish(title=address_title(address), unit_id=desk.row.unit_id, address=address, seen_on=today)
