"""Django application of the interface."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pulau.foundation.ui.navigation import NavLink, add_link, cards_of


class UiConfig(AppConfig):
    """Templates, components and static files that every page shares; no models."""

    name = "pulau.foundation.ui"
    label = "ui"
    verbose_name = "Pulau interface"

    def ready(self) -> None:
        """Put the glossary, and last the gallery, among the links of openness."""
        add_link(NavLink("ui:manage", _("Instansi"), "work", 60, _manages))
        add_link(NavLink("ui:glossary", _("Daftar istilah"), "open", 800))
        add_link(NavLink("ui:gallery", _("Galeri komponen"), "open", 900))


def _manages(request: HttpRequest) -> bool:
    """Whether some door of the page is open to the person."""
    return bool(cards_of("manage", request))
