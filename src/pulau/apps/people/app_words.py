"""What the parts of Pulau are called, for pages that group actions by them."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_WORDS: Final[dict[str, Promise | str]] = {
    "accounts": _("Akun dan cara masuk"),
    "agencies": _("Instansi dan unit"),
    "people": _("Orang dan peran"),
    "journal": _("Jurnal"),
    "imports": _("Impor"),
    "notices": _("Pemberitahuan"),
    "worksheets": pgettext_lazy("daftar", "Lembar kerja"),
}


def app_words(app: str) -> Promise | str:
    """Return what a part of Pulau is called; its code where it has no words yet."""
    return _WORDS.get(app, app)
