"""Files that a form brought: received, compared with what is there, and held for the form when it is shown again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pulau.apps.evidence.receiving import Received, receive
from pulau.apps.evidence.selectors.pieces import same_bytes
from pulau.apps.evidence.versioning import mark_of_file, piece_id
from pulau.core.shared.problems import BadInput
from pulau.exchange.messages import sentences
from pulau.foundation.uploads.holding import hold
from pulau.foundation.uploads.reading import UploadRefused, received

if TYPE_CHECKING:
    from django.http import HttpRequest

    from pulau.apps.evidence.models import Evidence
    from pulau.core.shared.actor import Actor
    from pulau.foundation.uploads.keeping import Finished

FIELD = "berkas"


@dataclass(slots=True)
class Sent:
    """What a form brought: the `files` that are still good, as they came and as received, and what is wrong."""

    files: list[Finished] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    same: list[tuple[str, Evidence]] = field(default_factory=list)


def files_of(request: HttpRequest, actor: Actor) -> Sent:
    """Return the files that a form brought, not yet looked at."""
    try:
        return Sent(files=received(request, actor, FIELD))
    except UploadRefused as problem:
        return Sent(problems=[str(problem)])


def take_in(sent: Sent, language: str) -> None:
    """Receive the files; those that are refused are left out, and the sentences say why. Raises StoreUnavailable."""
    good: list[Finished] = []
    for file in sent.files:
        try:
            sent.received.append(receive(file))
        except BadInput as problem:
            sent.problems += sentences(problem, language)
        else:
            good.append(file)
    sent.files = good


def compare(sent: Sent, actor: Actor, key: str) -> None:
    """Find the pieces that the actor may see and that are the very same bytes; not those that this form has made."""
    found = same_bytes(actor, {file.digest for file in sent.received})
    sent.same = [
        (file.name, found[file.digest])
        for file in sent.received
        if file.digest in found and found[file.digest].pk != piece_id(actor, key, mark_of_file(file))
    ]


def keep_for_again(sent: Sent, actor: Actor, now: datetime) -> None:
    """Hold the files for the form that is shown again; those for which there is no room have to be chosen again."""
    held = hold(actor, sent.files, now=now)
    lost = [file.name for file in sent.files if file.name not in {one.name for one in held}]
    sent.files = held
    if lost:
        sent.problems.append(_("Mohon pilih lagi: %(names)s.") % {"names": ", ".join(lost)})


def only_one(sent: Sent) -> None:
    """Say where more than one file came to a form that takes one."""
    if len(sent.files) > 1:
        sent.problems.append(_("Pilih satu berkas saja."))
