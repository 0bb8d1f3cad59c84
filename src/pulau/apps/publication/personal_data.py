"""What is published of people: the officials who signed and witnessed a declaration, as its deed names them."""

from __future__ import annotations

from typing import Final

from pulau.foundation.registry.personal_data import (
    Basis,
    Declared,
    Ground,
    Kept,
    OnErasure,
    Purpose,
    impersonal,
    personal,
)
from pulau.foundation.registry.purposes import WHILE_RECORD

PUBLISHING: Final = Purpose(
    "publishing",
    "Menunjukkan kepada masyarakat siapa mencanangkan dan menyaksikan zona, di depan umum",
    "Showing everybody who declared and witnessed a zone, in public",
    Basis.DUTY,
)
_DEED: Final = Ground(
    "Pejabat bertindak di depan umum; namanya berdiri pada piagam yang tidak berubah.",
    "Officials act in public; their names stand on a deed that does not change.",
)
_OFFICIALS: Final = Kept(PUBLISHING, WHILE_RECORD, OnErasure.KEEP, _DEED)
_TOLD: Final = "Public facts of a body, a unit, a place: names of offices, codes, days and counts."

FIELDS: Final[tuple[Declared, ...]] = (
    *personal(
        "publication.PublishedAgency",
        _OFFICIALS,
        {"facts": ("Pejabat pada piagam instansi", "Officials on the deed of a body")},
    ),
    *personal(
        "publication.PublishedUnit",
        _OFFICIALS,
        {"facts": ("Pejabat pada piagam unit", "Officials on the deed of a unit")},
    ),
    *impersonal("publication.PublishedAgency", _TOLD, "slug", "name", "kind", "region_code", "province", "digest"),
    *impersonal("publication.PublishedUnit", _TOLD, "slug", "name", "kind", "region_code", "province", "digest"),
    *impersonal("publication.PublishedUnit", _TOLD, "state", "title", "into"),
    *impersonal("publication.PublishedYear", _TOLD, "name", "kind", "region_code", "province", "state", "title"),
    *impersonal("publication.PublishedYear", _TOLD, "regulation", "aim", "level", "areas", "gates", "days"),
    *impersonal("publication.PublishedEvent", _TOLD, "kind", "region_code", "province", "told"),
    *impersonal("publication.FormerAddress", _TOLD, "agency_slug", "slug"),
    *impersonal("publication.PublishedPractice", _TOLD, "code", "area", "title", "told"),
    *impersonal("publication.PublishedFigures", _TOLD, "place"),
    *impersonal("publication.KindFigures", _TOLD, "kind", "percentiles"),
)
