"""Every address that is for everybody, with examples: what the crawls for leaks and for looks open.

An address without an example, and without a reason for having none, fails their tests: no new page can be forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from django.urls import get_resolver

from pulau.apps.analytics.figures.every import FIGURES
from pulau.apps.worksheets.demos import DEMOS
from pulau.config.api import api
from pulau.foundation.tenancy.policy import policy_of
from tests.architecture.test_urls import addresses

NOWHERE: Final = "00000000-0000-4000-8000-000000000000"
_TABLETS: Final = "declarations:kiosk"
_UNIT: Final = "{agency}/{unit}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the examples name; what is empty leaves out the examples that name it."""

    agency: str = "sagara"
    unit: str = "disdukcapil"
    other: str = "rsud"
    year: int = 2026
    practice: str = ""
    release: str = ""
    """Year and version of a release of open data: `2026/1`."""
    news: str = ""
    page: str = ""
    ceremony: str = ""
    document: str = ""
    pact: str = ""


EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "portal:home": ("/",),
    "portal:regions": ("/wilayah",),
    "portal:region": ("/wilayah/97", "/wilayah/97.01?isi=instansi", "/wilayah/32", "/wilayah/lain", "/wilayah/00"),
    "portal:search": ("/zona", "/zona?cari=dinas", "/zona?cari=tidakadasamasekali", "/zona?wilayah=97"),
    "portal:suggest": ("/zona/saran?cari=dinas",),
    "portal:agency": ("/zona/{agency}", "/zona/tidak-ada"),
    "portal:unit": (
        f"/zona/{_UNIT}",
        f"/zona/{_UNIT}?tahun=2025",
        "/zona/{agency}/{other}",
        f"/zona/{_UNIT}?tahun=1999",
    ),
    "portal:disclosure": ("/apa-yang-terbuka",),
    "portal:agenda": ("/agenda",),
    "portal:practices": ("/praktik",),
    "portal:practice": ("/praktik/{practice}", "/praktik/0000"),
    "portal:monitor": ("/pantau", "/pantau?wilayah=97"),
    "portal:monitor-table": ("/pantau/data.csv",),
    "portal:monitor-feed": ("/umpan/pantau.atom",),
    "portal:follow": ("/pantau/langganan",),
    "portal:follow-asked": ("/pantau/langganan/terkirim",),
    "portal:follow-confirm": (f"/pantau/langganan/{NOWHERE}/kunci",),
    "portal:follow-leave": (f"/pantau/berhenti/{NOWHERE}/kunci",),
    "opendata:data": ("/data",),
    "opendata:key": ("/data/kunci",),
    "opendata:catalogue": ("/data/katalog.json",),
    "opendata:year": ("/data/{year}", "/data/1999"),
    "opendata:release": ("/data/{release}",),
    "opendata:receipt": ("/data/{release}/tanda-terima.pulau.json",),
    "opendata:file": ("/data/{release}/README.md",),
    "opendata:feed-country": ("/umpan/negara.atom", "/umpan/negara.json"),
    "opendata:feed-region": ("/umpan/wilayah/97.atom", "/umpan/wilayah/97.01.json"),
    "opendata:agenda": ("/umpan/agenda.ics",),
    "opendata:feed-agency": ("/umpan/{agency}.atom", "/umpan/{agency}.json"),
    "opendata:feed-unit": (f"/umpan/{_UNIT}.atom", f"/umpan/{_UNIT}.json"),
    "opendata:badge": (f"/lencana/{_UNIT}.svg", "/lencana/{agency}/{other}.svg"),
    "opendata:picture": ("/kartu.png",),
    "opendata:picture-agency": ("/kartu/{agency}.png",),
    "opendata:picture-unit": (f"/kartu/{_UNIT}.png", "/kartu/{agency}/{other}.png"),
    "opendata:robots": ("/robots.txt",),
    "opendata:sitemap": ("/sitemap.xml",),
    "opendata:sitemap-part": ("/sitemap-1.xml",),
    "opendata:security": ("/.well-known/security.txt",),
    "analytics:figures": ("/angka",),
    "analytics:figure": (*(f"/angka/{slug}" for slug in FIGURES), "/angka/tidak-ada"),
    "analytics:csv": tuple(f"/angka/{slug}.csv" for slug in FIGURES),
    "analytics:sql": tuple(f"/angka/{slug}.sql" for slug in FIGURES),
    "editorial:about": ("/tentang",),
    "editorial:guide": ("/panduan",),
    "editorial:news": ("/kabar",),
    "editorial:news-item": ("/kabar/{news}",),
    "editorial:page": ("/halaman/{page}", "/halaman/tidak-ada"),
    "editorial:accessibility": ("/aksesibilitas",),
    "editorial:privacy": ("/privasi",),
    "transparency:status": ("/log",),
    "transparency:checkpoint": ("/log/checkpoint",),
    "transparency:policy": ("/log/policy",),
    "transparency:tile": ("/log/tile/0/000",),
    "transparency:verifier": ("/log/pulau_verify.py",),
    "transparency:replay": ("/log/pulau_replay.py",),
    "transparency:offline": ("/log/periksa-luring.html",),
    "declarations:kiosk": ("/tablet",),
    "declarations:kiosk_thanks": ("/tablet/terima-kasih",),
    "declarations:kiosk_end": ("/tablet/akhiri",),
    "declarations:kiosk_pact": ("/tablet/{pact}",),
    "declarations:hall": ("/layar/{ceremony}",),
    "declarations:phone": ("/c/{ceremony}",),
    "signing:check": ("/periksa",),
    "signing:oneself": ("/periksa/mandiri",),
    "signing:anchors": ("/periksa/jangkar.pem",),
    "signing:numbered": ("/v/{document}", "/v/TIDAKADA"),
    "signing:numbered_json": ("/v/{document}.json",),
    "signing:numbered_receipt": ("/v/{document}.bukti",),
    "signing:numbered_file": ("/v/{document}.pdf",),
    "worksheets:calculator": ("/hitung",),
    "worksheets:demo": (*(f"/hitung/contoh/{demo.slug}" for demo in DEMOS),),
    "worksheets:template": ("/hitung/lembar-kosong/permenpan-rb-90-2021",),
    "people:invited": ("/undangan/kunci-yang-tidak-ada",),
    "ui:glossary": ("/istilah",),
    "ui:gallery": ("/galeri/",),
    "ui:mock-result": ("/galeri/hasil",),
    "calendar:working_days": ("/hari-kerja",),
    "account_login": ("/masuk",),
    "account_signup": ("/akun/minta",),
    "account_reset_password": ("/akun/lupa",),
    "account_reset_password_done": ("/akun/lupa/terkirim",),
    "account_reset_password_from_key": ("/akun/lupa/1/kunci-yang-tidak-ada",),
    "account_inactive": ("/akun/tidak-aktif",),
    "account_logout": ("/keluar",),
}
"""By name of an address: what to open, each with what `Shown` names."""
WITHOUT_A_PAGE: Final[Mapping[str, str]] = {
    "declarations:kiosk_sign": "is posted to",
    "declarations:kiosk_draw": "is posted to",
    "live:events": "never ends: a stream of events (tests/foundation/test_live_served.py)",
    "mfa_authenticate": "leads on unless somebody is signing in (tests/journeys/test_sign_in_ways.py)",
    "mfa_login_webauthn": "answers a script while somebody signs in (the same)",
    "openid_connect_login": "leads to a provider of sign-in (tests/foundation/test_sso_provider.py)",
    "openid_connect_callback": "is where that one leads back to (the same)",
    "ui:language": "is posted to",
    "worksheets:download": "is posted to",
}
"""Addresses for everybody that show no page to whoever comes along, and why."""


def public_names() -> list[str]:
    """Return the names of all addresses that are for everybody, but those of the API."""
    found = addresses(get_resolver().url_patterns)
    return [name for _route, name, view in found if not name.startswith("api:") and _is_public(view)]


def public_paths(shown: Shown) -> Iterator[tuple[str, str]]:
    """Return each example as (name, path), but those of tablets; what names something that is not shown is left out."""
    return (pair for pair in _paths(shown) if not pair[0].startswith(_TABLETS))


def tablet_paths(shown: Shown) -> Iterator[tuple[str, str]]:
    """Return the examples that are opened on a shared tablet: a browser that opened one is let nowhere else."""
    return (pair for pair in _paths(shown) if pair[0].startswith(_TABLETS))


def _paths(shown: Shown) -> Iterator[tuple[str, str]]:
    values = asdict(shown)
    for name in public_names():
        for example in EXAMPLES.get(name, ()):
            if all(values[word] for word in values if f"{{{word}}}" in example):
                yield name, example.format(**values)


def forgotten() -> list[str]:
    """Return the addresses for everybody that have neither example nor reason, or both."""
    return [name for name in public_names() if (name in EXAMPLES) == (name in WITHOUT_A_PAGE)]


def open_operations() -> list[str]:
    """Return the paths of the read API of what is public, with its parameters in braces."""
    return [
        f"/api/v1{prefix}{path}"
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        if "GET" in operation.methods
        and "open data" in (operation.tags or router.tags or ())
        and _is_public(operation.view_func)
    ]


def _is_public(view: object) -> bool:
    policy = policy_of(view)  # type: ignore[arg-type]  # a view, whichever kind
    return policy is not None and policy.name == "public"
