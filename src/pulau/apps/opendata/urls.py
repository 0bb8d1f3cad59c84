"""Addresses of open data."""

from __future__ import annotations

from django.urls import path, re_path, register_converter
from django.urls.converters import IntConverter

from pulau.apps.opendata.views import crawlers, feeds, files, pages, pictures

app_name = "opendata"


class YearConverter(IntConverter):
    """A year of four digits: what no database takes is no address."""

    regex = "[12][0-9]{3}"


class VersionConverter(IntConverter):
    """The number of a version."""

    regex = "[1-9][0-9]{0,3}"


register_converter(YearConverter, "year")
register_converter(VersionConverter, "version")

DATA = [
    path("data", pages.data, name="data"),
    path("data/kunci", pages.key, name="key"),
    path("data/katalog.json", pages.catalogue_file, name="catalogue"),
    path("data/<year:year>", pages.year, name="year"),
    path("data/<year:year>/<version:version>", pages.version, name="release"),
    path("data/<year:year>/<version:version>/tanda-terima.pulau.json", files.receipt, name="receipt"),
    path("data/<year:year>/<version:version>/<str:name>", files.file, name="file"),
]
FEEDS = [  # `pantau` is no body: the monitor of the portal has its own
    re_path(r"^umpan/negara\.(?P<form>atom|json)$", feeds.country, name="feed-country"),
    re_path(r"^umpan/wilayah/(?P<code>[a-z0-9.]+)\.(?P<form>atom|json)$", feeds.region, name="feed-region"),
    path("umpan/agenda.ics", feeds.agenda, name="agenda"),
    re_path(r"^umpan/(?!pantau\.)(?P<agency>[-a-zA-Z0-9_]+)\.(?P<form>atom|json)$", feeds.agency, name="feed-agency"),
    re_path(
        r"^umpan/(?!pantau/)(?P<agency>[-a-zA-Z0-9_]+)/(?P<unit>[-a-zA-Z0-9_]+)\.(?P<form>atom|json)$",
        feeds.unit,
        name="feed-unit",
    ),
]
PICTURES = [
    path("lencana/<slug:agency>/<slug:unit>.svg", pictures.badge, name="badge"),
    path("kartu.png", pictures.country, name="picture"),
    path("kartu/<slug:agency>.png", pictures.agency, name="picture-agency"),
    path("kartu/<slug:agency>/<slug:unit>.png", pictures.unit, name="picture-unit"),
]
CRAWLERS = [
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", crawlers.sitemap_of, name="sitemap-part"),
    path(".well-known/security.txt", crawlers.security, name="security"),
]
urlpatterns = [*DATA, *FEEDS, *PICTURES, *CRAWLERS]
