"""Addresses of the interface itself: the language switch, the glossary and the gallery."""

from django.urls import path

from pulau.foundation.ui import views

app_name = "ui"

urlpatterns = [
    path("bahasa", views.switch_language, name="language"),
    path("kelola", views.manage, name="manage"),
    path("akun", views.account, name="account"),
    path("istilah", views.glossary, name="glossary"),
    path("galeri/", views.gallery, name="gallery"),
    path("galeri/hasil", views.mock_result, name="mock-result"),
]
