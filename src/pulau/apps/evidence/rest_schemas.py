"""Evidence as the API takes and gives it; docs/howto/api.md tells the same in words."""

from __future__ import annotations

from typing import Any, Final, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from pulau.apps.evidence.models import LONGEST_ABOUT, LONGEST_ADDRESS, LONGEST_TITLE
from pulau.exchange.files.kinds import KINDS

_MOMENT: Final = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"
_DIGEST: Final = r"^[0-9a-f]{64}$"
_UUID: Final[dict[str, Any]] = {"format": "uuid"}
_DAY: Final[dict[str, Any]] = {"format": "date"}


class _Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class RefusalOut(_Strict):
    """One thing that is wrong: its kind, where, and what to do, in the language of Accept-Language (id or en)."""

    code: str
    place: str
    message: str


class RefusalsOut(_Strict):
    """Everything that is wrong with a request, at least one."""

    problems: list[RefusalOut] = Field(min_length=1)


class VersionOut(_Strict):
    """One version of a piece: the very bytes by their SHA-256. `held_back`: given to nobody."""

    number: int = Field(ge=1)
    sha256: str = Field(pattern=_DIGEST)
    size: int = Field(ge=0, description="Bytes.")
    name: str
    kind: str = Field(examples=sorted(KINDS)[:3])
    at: str = Field(pattern=_MOMENT)
    by: str | None
    cause: str
    state: Literal["waiting", "ready", "partly", "blocked"]
    scan: Literal["off", "waiting", "clean", "infected", "unavailable"]
    held_back: bool


class PieceOut(_Strict):
    """A piece of evidence. `head` is the newest version's number, 0 where only an outside address is known."""

    id: str = Field(json_schema_extra=_UUID)
    number: str = Field(examples=["4K7M-Q2XT-9RHB"])
    title: str
    about: str
    unit: str | None = Field(description="The owner's code; null: the agency's own.")
    shared: bool
    confidential: bool
    dated_on: str | None = Field(json_schema_extra=_DAY)
    valid_from: str | None = Field(json_schema_extra=_DAY)
    valid_until: str | None = Field(json_schema_extra=_DAY)
    address: str
    seen_on: str | None = Field(json_schema_extra=_DAY)
    head: int = Field(ge=0)
    withdrawn_at: str | None
    changed_at: str = Field(pattern=_MOMENT)


class PieceWithVersionsOut(PieceOut):
    """A piece with its versions, newest first."""

    versions: list[VersionOut]


class PiecesOut(_Strict):
    """A page of pieces. `next` is the address of the next page, or null."""

    evidence: list[PieceOut]
    next: str | None


_DATE: Final = {"type": "string", "format": "date"}
_FLAG: Final = {"type": "string", "enum": ["true", "false"], "default": "false"}
KEEP_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "title": "NewEvidence",
                "required": ["title", "unit"],
                "additionalProperties": False,
                "properties": {
                    "file": {"type": "string", "format": "binary", "description": "At most 20 MB."},
                    "upload": {**_UUID, "type": "string", "description": "Instead: a finished upload of /unggahan."},
                    "title": {"type": "string", "minLength": 1, "maxLength": LONGEST_TITLE},
                    "about": {"type": "string", "maxLength": LONGEST_ABOUT},
                    "unit": {"type": "string", "description": "The owner's code; “-”: the agency's own."},
                    "shared": _FLAG,
                    "confidential": _FLAG,
                    "dated_on": _DATE,
                    "valid_from": _DATE,
                    "valid_until": _DATE,
                    "address": {"type": "string", "maxLength": LONGEST_ADDRESS},
                    "seen_on": _DATE,
                    "key": {"type": "string", "maxLength": 64, "description": "Sent again with it, it is kept once."},
                },
            }
        }
    },
}
FILE: Final[dict[str, Any]] = {
    "200": {
        "description": "The very bytes; `Range` asks for a part of them (206).",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def query(name: str, text: str, **schema: object) -> dict[str, Any]:
    """Describe a key of the query."""
    return {"name": name, "in": "query", "required": False, "description": text, "schema": schema}
