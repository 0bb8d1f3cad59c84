"""What a page is about, for search engines: schema.org as JSON-LD.

It stands in the page as `<script type="application/ld+json">`, a block of data that no browser runs: the policy
`script-src 'self'` does not touch it (a journey looks). `script_text` is safe inside it, whatever a name holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from pulau.exchange.marked_up import clean, web_address

CONTEXT: Final = "https://schema.org"
Data = dict[str, Any]
"""Plain data: texts, lists and objects of them; what is not known is left out."""
_UNSAFE: Final = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


class Thing(Protocol):
    """What linked data can be made of."""

    def data(self) -> Data:
        """Return it as plain data. Raises ValueError for an address that is none, or a time without its zone."""
        ...


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body (GovernmentOrganization), or one of its offices (GovernmentOffice, with `office`).

    `id` is its lasting address, `region` and `locality` the names of its province and its regency or city.
    """

    id: str
    name: str
    url: str
    office: bool = False
    region: str = ""
    locality: str = ""
    award: str = ""
    parent: Organisation | None = None

    def data(self) -> Data:
        """Return it with the body that it belongs to."""
        return {
            **self.reference(),
            "address": _known(
                {
                    "@type": "PostalAddress",
                    "addressLocality": self.locality,
                    "addressRegion": self.region,
                    "addressCountry": "ID",
                }
            ),
            **_known({"award": self.award}),
            **({} if self.parent is None else {"parentOrganization": self.parent.reference()}),
        }

    def reference(self) -> Data:
        """Return its name and where more is said of it."""
        kind = "GovernmentOffice" if self.office else "GovernmentOrganization"
        return {"@type": kind, "@id": web_address(self.id), "name": self.name, "url": web_address(self.url)}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a dataset (DataDownload)."""

    url: str
    media_type: str
    octets: int
    sha256: str

    def data(self) -> Data:
        """Return it."""
        return {
            "@type": "DataDownload",
            "contentUrl": web_address(self.url),
            "encodingFormat": self.media_type,
            "contentSize": f"{self.octets} B",
            "sha256": self.sha256,
        }


@dataclass(frozen=True, slots=True)
class Dataset:
    """A release of open data, from the first day that it covers to the last."""

    id: str
    name: str
    about: str
    url: str
    licence: str
    version: str
    published: date
    first: date
    last: date
    creator: Organisation
    language: str
    downloads: tuple[Download, ...] = ()

    def data(self) -> Data:
        """Return it with its files."""
        return {
            "@type": "Dataset",
            "@id": web_address(self.id),
            "name": self.name,
            "description": self.about,
            "url": web_address(self.url),
            "license": web_address(self.licence),
            "version": self.version,
            "datePublished": self.published.isoformat(),
            "temporalCoverage": f"{self.first.isoformat()}/{self.last.isoformat()}",
            "spatialCoverage": {"@type": "Country", "name": "Indonesia"},
            "creator": self.creator.reference(),
            "inLanguage": self.language,
            "isAccessibleForFree": True,
            "distribution": [download.data() for download in self.downloads],
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A document that anybody can verify: a decree, a certificate, a declaration (DigitalDocument)."""

    id: str
    name: str
    url: str
    number: str
    published: date
    publisher: Organisation
    language: str = "id"

    def data(self) -> Data:
        """Return it."""
        return {
            "@type": "DigitalDocument",
            "@id": web_address(self.id),
            "name": self.name,
            "url": web_address(self.url),
            "identifier": self.number,
            "datePublished": self.published.isoformat(),
            "inLanguage": self.language,
            "publisher": self.publisher.reference(),
        }


@dataclass(frozen=True, slots=True)
class Occasion:
    """A declaration or ceremony (Event): a moment, or a day."""

    id: str
    name: str
    url: str
    start: datetime | date
    organizer: Organisation
    place: str = ""
    end: datetime | date | None = None
    cancelled: bool = False

    def data(self) -> Data:
        """Return it."""
        return {
            "@type": "Event",
            "@id": web_address(self.id),
            "name": self.name,
            "url": web_address(self.url),
            "startDate": _time(self.start),
            **({} if self.end is None else {"endDate": _time(self.end)}),
            "eventStatus": f"{CONTEXT}/{'EventCancelled' if self.cancelled else 'EventScheduled'}",
            "location": _known({"@type": "Place", "name": self.place, "address": self.place or "Indonesia"}),
            "organizer": self.organizer.reference(),
        }


@dataclass(frozen=True, slots=True)
class Breadcrumbs:
    """Where a page stands (BreadcrumbList): name and address from the home page down to the page itself."""

    steps: tuple[tuple[str, str], ...]

    def data(self) -> Data:
        """Return them, counted from 1."""
        steps = [
            {"@type": "ListItem", "position": place, "name": name, "item": web_address(address)}
            for place, (name, address) in enumerate(self.steps, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": steps}


def script_text(things: Iterable[Thing]) -> str:
    """Return what stands inside the block of a page; equal things give equal text."""
    graph = {"@context": CONTEXT, "@graph": [_cleaned(thing.data()) for thing in things]}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value != ""}


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _cleaned(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_cleaned(entry) for entry in value]
    return value


def _time(when: datetime | date) -> str:
    if not isinstance(when, datetime):
        return when.isoformat()
    if when.utcoffset() is None:
        raise ValueError("a time in linked data needs its zone")
    return when.isoformat(timespec="minutes")
