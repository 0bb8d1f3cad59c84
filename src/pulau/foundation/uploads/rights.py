"""Who may send files in: whoever may do something for which they are needed; apps say what that is."""

from __future__ import annotations

from django.http import HttpRequest

from pulau.foundation.registry.upload_rights import upload_rights
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.tenancy.deciding import may_somewhere


def may_upload(request: HttpRequest) -> bool:
    """Whether the person may do at least one of the deeds that take files."""
    actor = requesting_actor(request)
    return actor is not None and any(may_somewhere(actor, right.action) for right in upload_rights)
