"""The state of the house for evidence (`/bukti/berkas`): what checks files here, what keeps them, what shows them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.evidence.models import PreparationState
from pulau.apps.evidence.policies import READ, SEE_HOUSE
from pulau.apps.evidence.selectors.house import kept_of, states_of
from pulau.apps.people.contract import actor_of
from pulau.exchange.files.kinds import KINDS, known_extensions
from pulau.exchange.files.office_pdf import viewer_of
from pulau.exchange.files.sandbox import isolation
from pulau.exchange.files.scanning import version as scanner_version
from pulau.foundation.storage import ALIAS
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.uploads.keeping import most_bytes

_SECONDS = 2.0


@requires(may(SEE_HOUSE))
@never_cache
@require_safe
def house(request: HttpRequest) -> HttpResponse:
    """Show how files of evidence are checked, kept and shown here; counts are those of the person's own body."""
    actor = actor_of(request)
    closed = isolation()
    context: dict[str, Any] = {
        "scanner": _scanner(),
        "offline": closed.offline,
        "folders": closed.folders,
        "office": viewer_of(KINDS["docx"]) is not None,
        "store": _store(),
        "most": most_bytes(),
        "known": known_extensions(),
    }
    if allowed(actor, READ):
        states = states_of(actor)
        files, size = kept_of(actor)
        rows = [(state.label, states.get(state.value, 0)) for state in PreparationState]
        context |= {"files": files, "size": size, "states": rows}
    return render(request, "evidence/house.html", context)


def _store() -> str:
    """Return where files are kept: `folder`, `s3`, or something else (nothing)."""
    store = storages[ALIAS]
    if isinstance(store, FileSystemStorage):
        return "folder"
    return "s3" if type(store).__module__.startswith("storages.backends.s3") else ""


def _scanner() -> tuple[str, str]:
    """Return how the virus scanner is (`off`, `there`, `silent`), and its version where it answers."""
    address = str(settings.CLAMD_ADDRESS)
    if not address:
        return "off", ""
    version = scanner_version(address, _SECONDS)
    return ("there", version) if version else ("silent", "")
