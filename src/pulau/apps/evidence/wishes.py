"""What a writer asks for, and why it is refused: plain values between the pages, other apps and the services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import Http404
from django.utils.translation import gettext as _


class EvidenceNotFound(Http404):
    """There is no such evidence, or the actor may not know of it: the same to whoever asks."""


class EvidenceWithdrawn(Exception):  # noqa: N818 - a fact, as every error of this project
    """The piece was withdrawn: it gets no new version, and nothing of it is changed."""


class EvidenceNotWithdrawn(Exception):  # noqa: N818 - a fact
    """The piece stands: there is nothing to bring back."""


class EvidencePreserved(Exception):  # noqa: N818 - a fact
    """The piece has its bytes here already: another file is a new version of it."""


class EvidenceChangedMeanwhile(Exception):  # noqa: N818 - a fact
    """Somebody else changed the same fields since the writer saw them; `fields` are their names."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class IncomingFile(Protocol):
    """A file that arrived whole: `foundation.uploads.reading.Finished` is one."""

    @property
    def path(self) -> Path:
        """Return where its bytes lie for now."""

    @property
    def name(self) -> str:
        """Return its name as the sender called it."""


@dataclass(frozen=True, slots=True)
class EvidenceWish:
    """What a piece of evidence is to be; see the model for each field. `unit_id` None: the agency's own.

    `key` is the form that it was sent from: the same file of the same person's form is one piece, however often it
    arrives. Empty: each time a piece of its own.
    """

    title: str
    unit_id: UUID | None = None
    about: str = ""
    shared: bool = False
    confidential: bool = False
    dated_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    address: str = ""
    seen_on: date | None = None
    key: str = ""


FIELDS: Final = (
    "title", "about", "shared", "confidential", "dated_on", "valid_from", "valid_until", "address", "seen_on",
)  # fmt: skip
"""The fields of a piece that its people may change later."""


def described(wish: EvidenceWish) -> dict[str, Any]:
    """Return the fields of a piece that its people may change later."""
    return {name: getattr(wish, name) for name in FIELDS}


def check_wish(wish: EvidenceWish, *, has_file: bool) -> None:
    """Refuse what cannot be: no title, days the wrong way round, secret and lent, nothing to keep. ValidationError."""
    problems: dict[str, str] = {}
    if not wish.title.strip():
        problems["title"] = _("Tulis judulnya.")
    if wish.valid_from and wish.valid_until and wish.valid_from > wish.valid_until:
        problems["valid_until"] = _("Hari terakhir berlaku mendahului hari pertamanya.")
    if wish.shared and wish.confidential:
        problems["confidential"] = _("Bukti rahasia tidak dapat dipinjamkan kepada unit lain.")
    if not has_file and not wish.address:
        problems["address"] = _("Unggah berkasnya, atau tulis alamatnya.")
    if wish.address and not is_address(wish.address):
        problems["address"] = _("Tulis alamat lengkap yang dimulai dengan https:// atau http://.")
    if problems:
        raise ValidationError(problems)


def is_address(text: str) -> bool:
    """Whether a text is an address of the web, so that a link to it can do no more than lead there.

    One with a name and a password in it is none: it would show them to everybody who sees the piece.
    """
    try:
        _WEB(text)
    except ValidationError:
        return False
    return text.isprintable() and "@" not in urlsplit(text).netloc


_WEB: Final = URLValidator(schemes=["http", "https"])
