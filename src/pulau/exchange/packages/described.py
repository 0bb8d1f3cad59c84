"""What a package says of itself, as plain values: read strictly, each problem with its place.

Form `pulau-package-1` (docs/domain/packages.md): `package.json`, `worksheet.json`, `evidence.json`, and, where the
self-assessment was handed in, `manifest.json`, byte for byte as it was kept then.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from pulau.core.shared.digest import canonical_bytes
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "pulau-package-1"
PACKAGE: Final = "package.json"
WORKSHEET: Final = "worksheet.json"
EVIDENCE: Final = "evidence.json"
MANIFEST: Final = "manifest.json"
FILES: Final = "evidence/"
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_CODE: Final = re.compile(r"[0-9A-HJKMNP-TV-Z]{12}")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE: Final = re.compile(r"evidence/[0-9A-Z]{12}-v[0-9]{1,6}(\.[a-z0-9]{1,8})?")
_MOST_TEXT: Final = 20_000
_MOST_WHOLE: Final = 2_147_483_647
"""What every database takes as a whole number."""
_YEARS: Final = range(1900, 2200)
"""Days beyond are no days of a self-assessment, and some cannot be told in another zone."""


@dataclass(frozen=True, slots=True)
class Body:
    """An agency or a unit as the sender knew it."""

    code: str
    name: str
    kind: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """How the self-assessment was handed in: its number, the moment, the name of who did, and digests (SHA-256)."""

    number: int
    at: datetime
    on: date
    by: str
    manifest: str
    answers: str
    evidence: str
    replay_digest: str


@dataclass(frozen=True, slots=True)
class Header:
    """Whose self-assessment it is, under which rules, and how it stood."""

    agency: Body
    unit: Body
    year: int
    regulation: str
    rules_digest: str
    prior_title: str
    replay_digest: str
    total: str
    made_at: datetime
    handed: Handed | None


@dataclass(frozen=True, slots=True)
class PackedAnswer:
    """An answer as it stood, with where it came from; `value` is plain data as scoring takes it."""

    item: str
    version: int
    value: Any
    note: str
    source: str
    origin: Mapping[str, Any]
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PackedVersion:
    """A version of a piece of evidence; `file` is its place in the package, empty where it was withheld."""

    number: int
    digest: str
    size: int
    name: str
    kind: str
    cause: str
    at: datetime
    file: str


@dataclass(frozen=True, slots=True)
class PackedUse:
    """Beside which item a piece stands, for which of the things that it asks for, and what was remarked."""

    item: str
    asked: int
    remark: str
    version: int


@dataclass(frozen=True, slots=True)
class PackedPiece:
    """A piece of evidence with its versions, oldest first, and its places."""

    code: str
    title: str
    about: str
    shared: bool
    confidential: bool
    dated_on: date | None
    valid_from: date | None
    valid_until: date | None
    address: str
    seen_on: date | None
    versions: tuple[PackedVersion, ...]
    uses: tuple[PackedUse, ...]


class Node:
    """A JSON object while it is read: each value is taken by its kind. Raises BadInput with the place."""

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, dict):
            raise BadInput.because("json-not-object", place)
        self._value, self._place = value, place

    def text(self, key: str, *, rule: re.Pattern[str] | None = None, blank: bool = False) -> str:
        """Take a text; where a rule is given, one that fits it."""
        value = self._value.get(key, "" if blank else None)
        fits = isinstance(value, str) and len(value) <= _MOST_TEXT and _readable(value) and (blank or value)
        if not fits or (rule is not None and value and not rule.fullmatch(value)):
            raise self.wrong(key)
        return str(value)

    def whole(self, key: str, least: int = 0) -> int:
        """Take a whole number that is not less than some."""
        value = self._value.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= _MOST_WHOLE:
            raise self.wrong(key)
        return value

    def flag(self, key: str) -> bool:
        """Take true or false; false where there is none."""
        value = self._value.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key)
        return value

    def moment(self, key: str) -> datetime:
        """Take a moment with its zone."""
        try:
            found = datetime.fromisoformat(self.text(key))
        except ValueError:
            raise self.wrong(key) from None
        if found.tzinfo is None or found.year not in _YEARS:
            raise self.wrong(key)
        return found

    def day(self, key: str) -> date | None:
        """Take a day, or none."""
        if self._value.get(key) is None:
            return None
        try:
            found = date.fromisoformat(self.text(key))
        except ValueError:
            raise self.wrong(key) from None
        if found.year not in _YEARS:
            raise self.wrong(key)
        return found

    def inner(self, key: str) -> Node:
        """Take an object."""
        return Node(self._value.get(key), f"{self._place}.{key}")

    def maybe(self, key: str) -> Node | None:
        """Take an object, or none."""
        return None if self._value.get(key) is None else self.inner(key)

    def rows(self, key: str) -> list[Node]:
        """Take a list of objects."""
        value = self._value.get(key)
        if not isinstance(value, list):
            raise self.wrong(key)
        return [Node(each, f"{self._place}.{key}[{at}]") for at, each in enumerate(value)]

    def any(self, key: str) -> Any:  # noqa: ANN401 - an answer's plain data, which scoring checks
        """Take whatever stands there."""
        return self._value.get(key)

    def exact(self, key: str) -> Any:  # noqa: ANN401 - an answer's plain data, which scoring checks
        """Take plain data that has an exact form, and so a digest."""
        try:
            canonical_bytes([self._value.get(key)])
        except (TypeError, ValueError, RecursionError):
            raise self.wrong(key) from None
        return self._value.get(key)

    def wrong(self, key: str) -> BadInput:
        """Make the error for a value that cannot be."""
        return BadInput.because("package-value", f"{self._place}.{key}")


def load(data: bytes, place: str) -> Node:
    """Load one of the package's own documents. Raises BadInput."""
    try:
        return Node(json.loads(data.decode("utf-8")), place)
    except UnicodeDecodeError:
        raise BadInput.because("file-not-utf8", place) from None
    except json.JSONDecodeError as error:
        raise BadInput.because("not-json", f"{place}:{error.lineno}:{error.colno}", reason=error.msg) from None
    except ValueError as error:  # a number of thousands of digits
        raise BadInput.because("not-json", place, reason=str(error).partition(";")[0]) from None
    except RecursionError:
        raise BadInput.because("json-too-deep", place) from None


def _readable(text: str) -> bool:
    """Whether every database and every digest takes a text: no NUL, and no half of a pair."""
    return "\x00" not in text and text.encode("utf-8", "replace").decode() == text


def read_header(data: bytes) -> Header:
    """Read `package.json`. Raises BadInput."""
    root = load(data, PACKAGE)
    if root.any("format") != FORMAT:
        raise BadInput.because("package-format", PACKAGE, known=FORMAT)
    handed = root.maybe("submission")
    return Header(
        agency=_body(root.inner("agency")),
        unit=_body(root.inner("unit")),
        year=root.whole("year", 2014),
        regulation=root.text("regulation", rule=_SLUG),
        rules_digest=root.text("rules_digest", rule=_DIGEST),
        prior_title=root.text("prior_title", blank=True),
        replay_digest=root.text("replay_digest", rule=_DIGEST),
        total=root.text("total"),
        made_at=root.moment("made_at"),
        handed=_handed(handed) if handed else None,
    )


def read_answers(data: bytes) -> tuple[PackedAnswer, ...]:
    """Read `worksheet.json`. Raises BadInput; an item may stand there once."""
    found: dict[str, PackedAnswer] = {}
    for row in load(data, WORKSHEET).rows("answers"):
        answer = PackedAnswer(
            item=row.text("item"),
            version=row.whole("version", 1),
            value=row.exact("value"),
            note=row.text("note", blank=True),
            source=row.text("source"),
            origin=row.any("origin") if isinstance(row.any("origin"), dict) else {},
            at=row.moment("at"),
            by=row.text("by", blank=True),
        )
        if answer.item in found:
            raise BadInput.because("duplicate-key", f"{WORKSHEET}: {answer.item[:40]}")
        found[answer.item] = answer
    return tuple(found.values())


def read_pieces(data: bytes) -> tuple[PackedPiece, ...]:
    """Read `evidence.json`. Raises BadInput; a piece's number may stand there once."""
    found: dict[str, PackedPiece] = {}
    for row in load(data, EVIDENCE).rows("pieces"):
        piece = _piece(row)
        if piece.code in found:
            raise BadInput.because("duplicate-key", f"{EVIDENCE}: {piece.code}")
        found[piece.code] = piece
    return tuple(found.values())


def _body(row: Node) -> Body:
    return Body(row.text("code", rule=_SLUG), row.text("name"), row.text("kind"), row.text("region", blank=True))


def _handed(row: Node) -> Handed:
    on = row.day("on")
    if on is None:
        raise row.wrong("on")
    digests = {key: row.text(key, rule=_DIGEST) for key in ("manifest", "answers", "evidence", "replay_digest")}
    return Handed(row.whole("number", 1), row.moment("at"), on, row.text("by", blank=True), **digests)


def _piece(row: Node) -> PackedPiece:
    return PackedPiece(
        code=row.text("code", rule=_CODE),
        title=row.text("title"),
        about=row.text("about", blank=True),
        shared=row.flag("shared"),
        confidential=row.flag("confidential"),
        dated_on=row.day("dated_on"),
        valid_from=row.day("valid_from"),
        valid_until=row.day("valid_until"),
        address=row.text("address", blank=True),
        seen_on=row.day("seen_on"),
        versions=tuple(_version(each) for each in row.rows("versions")),
        uses=tuple(_use(each) for each in row.rows("items")),
    )


def _version(row: Node) -> PackedVersion:
    return PackedVersion(
        number=row.whole("number", 1),
        digest=row.text("digest", rule=_DIGEST),
        size=row.whole("size"),
        name=row.text("name", blank=True),
        kind=row.text("kind"),
        cause=row.text("cause", blank=True),
        at=row.moment("at"),
        file=row.text("file", rule=_FILE, blank=True),
    )


def _use(row: Node) -> PackedUse:
    return PackedUse(row.text("item"), row.whole("asked"), row.text("remark", blank=True), row.whole("version"))
