"""The address of what can be followed."""

from __future__ import annotations

from django.urls import path

from pulau.foundation.live import views

app_name = "live"

urlpatterns = [path("langsung/<slug:topic>/<slug:key>", views.events, name="events")]
