"""Addresses of the portal."""

from __future__ import annotations

from django.urls import path

from pulau.apps.portal.views import (
    agency,
    agenda,
    disclosure,
    following,
    home,
    monitor,
    practices,
    regions,
    search,
    unit,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("wilayah", regions.coverage, name="regions"),
    path("wilayah/<str:code>", regions.place, name="region"),
    path("zona", search.search, name="search"),
    path("zona/saran", search.suggest, name="suggest"),
    path("zona/<slug:agency>", agency.agency, name="agency"),
    path("zona/<slug:agency>/<slug:unit>", unit.unit, name="unit"),
    path("apa-yang-terbuka", disclosure.table, name="disclosure"),
    path("agenda", agenda.agenda, name="agenda"),
    path("praktik", practices.practice_list, name="practices"),
    path("praktik/<str:code>", practices.practice, name="practice"),
    path("pantau", monitor.monitor, name="monitor"),
    path("pantau/data.csv", monitor.table, name="monitor-table"),
    path("umpan/pantau.atom", monitor.feed, name="monitor-feed"),
    path("pantau/langganan", following.follow, name="follow"),
    path("pantau/langganan/terkirim", following.asked, name="follow-asked"),
    path("pantau/langganan/<uuid:follower_id>/<slug:token>", following.confirmed, name="follow-confirm"),
    path("pantau/berhenti/<uuid:follower_id>/<slug:token>", following.left, name="follow-leave"),
]
