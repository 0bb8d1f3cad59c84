"""The address of the page that counts days."""

from __future__ import annotations

from django.urls import path

from pulau.foundation.calendar import views

app_name = "calendar"

urlpatterns = [path("hari-kerja", views.working_days, name="working_days")]
