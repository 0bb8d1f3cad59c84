"""What a browser kept while it was offline and sends when it can: each is counted once, and none is lost unsaid.

    key = sent_key(request)              # None where the form was sent without a script
    ...                                  # the service writes it in a unique column, and knows a second try by it
    return received(key) or see_other(…)

The script forgets what it kept only when the answer names the key. docs/howto/live.md tells both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from pulau.core.shared.ids import read_id

if TYPE_CHECKING:
    from uuid import UUID

FIELD = "kunci"
AGE = "umur"
"""How many whole seconds ago it was said, by the device's own clock: that may be wrong, the difference is not."""
HEADER = "X-Received-Key"


def sent_key(request: HttpRequest) -> UUID | None:
    """Return the key of what is sent, the same at every try; None where there is none, or none that a script made."""
    return read_id(request.POST.get(FIELD, ""))


def received(key: UUID | None) -> HttpResponse | None:
    """Tell a script that what it sent is kept; None for a form that was sent by hand, which goes on as any."""
    return None if key is None else HttpResponse(status=204, headers={HEADER: str(key)})
