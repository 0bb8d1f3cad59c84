"""The register of personal data (UU 27/2022): every field that tells of a person, why it is kept and how long.

It also says what becomes of the field when the person is erased, and the engine (`foundation.erasing`) does just that.
Each app declares its own in `personal_data.py`; a test compares them with the models, so that a new field is either
declared or fails the build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.permissions import Action


class Basis(StrEnum):
    """The grounds on which personal data may be processed (UU 27/2022 Pasal 20 ayat (2), a to f)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LAW = "legal-obligation"
    VITAL = "vital-interest"
    DUTY = "public-duty"
    INTEREST = "legitimate-interest"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What data are kept for, in both languages, and on which ground."""

    code: str
    indonesian: str
    english: str
    basis: Basis

    def words(self, language: str) -> str:
        """Return it in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Retention:
    """How long: in words of both languages; `days` after what the words name, where something ends by itself."""

    indonesian: str
    english: str
    days: int | None = None

    def words(self, language: str) -> str:
        """Return it in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a field stays when its person is erased, in both languages."""

    indonesian: str
    english: str

    def words(self, language: str) -> str:
        """Return it in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


class OnErasure(StrEnum):
    """What becomes of a field when its person is erased."""

    BLANK = "blank"
    PSEUDONYM = "pseudonym"
    REMOVE = "remove"
    """The whole row goes."""
    KEEP = "keep"
    """It stays, on the ground that the field names; most often it points at a person who has no name any more."""


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A field that tells of a person. `code` is `app.Model.field`.

    `ground` says why it stays where it is kept; `stand_in` what is written where it is replaced (`{id}`: the row's own
    number). `secret`: not even its person is shown it, since it opens something.
    """

    code: str
    indonesian: str
    english: str
    purpose: Purpose
    retention: Retention
    on_erasure: OnErasure
    ground: Ground | None = None
    sensitive: bool = False
    stand_in: str = ""
    secret: bool = False

    def __post_init__(self) -> None:
        """Refuse a field that is kept without a ground: a mistake in the program."""
        if (self.on_erasure is OnErasure.KEEP) != (self.ground is not None):
            raise ValueError(f"{self.code}: a ground is given exactly where the field is kept")
        if (self.on_erasure is OnErasure.PSEUDONYM) != bool(self.stand_in):
            raise ValueError(f"{self.code}: a stand-in is given exactly where the field is replaced")

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.code.rsplit(".", 1)[1]

    @property
    def model(self) -> str:
        """The model's label."""
        return self.code.rsplit(".", 1)[0]

    def words(self, language: str) -> str:
        """Return what it is in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Impersonal:
    """A field that tells nothing of a person, and why."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of whom a body keeps data: their account where they have one, and the records that are theirs."""

    user_id: UUID | None = None
    employees: frozenset[UUID] = frozenset()
    outsiders: frozenset[UUID] = frozenset()
    emails: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """A table that tells of people (`code` is the model's label), and by which of its columns they are found.

    `users`, `employees`, `outsiders` and `emails` are look-ups that lead to the account, the employee, the outside
    person and the e-mail address of the person whose row it is. `seen_by` are the actions that let others see such
    rows. `listed`: a person's own page shows the rows, not only how many there are. `bodiless`: of no tenant.
    """

    code: str
    indonesian: str
    english: str
    users: tuple[str, ...] = ()
    employees: tuple[str, ...] = ()
    outsiders: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    seen_by: tuple[Action, ...] = ()
    listed: bool = False
    bodiless: bool = False

    def words(self, language: str) -> str:
        """Return what its rows are in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """What ends by time (`code` is the table's label): `sweep` applies it in one body and returns how many rows.

    It is called with the body, the time, and whether it is only to count. `days` are those of the register.
    """

    code: str
    days: int
    sweep: Callable[[UUID, datetime, bool], int]


@dataclass(frozen=True, slots=True)
class ErasureBar:
    """Why a person cannot be erased now, in both languages; `bars` is asked with the person, the body and the day."""

    code: str
    indonesian: str
    english: str
    bars: Callable[[Person, UUID, date], bool]

    def words(self, language: str) -> str:
        """Return why in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Eraser:
    """What an app does beyond the register when an account is erased (`code` names it): with the account's id."""

    code: str
    erase: Callable[[UUID], None]


Declared = PersonalField | Impersonal
"""What the register holds: every field is one or the other."""
personal_data: Hook[Declared] = Hook("personal data")
personal_tables: Hook[PersonalTable] = Hook("personal tables")
retention_rules: Hook[RetentionRule] = Hook("retention rules")
erasure_bars: Hook[ErasureBar] = Hook("erasure bars")
erasers: Hook[Eraser] = Hook("erasers")


ERASED_NAME = "Pegawai yang dihapus"
"""What stands where a name stood."""
ERASED_NUMBER = "dihapus-{id}"
ERASED_ADDRESS = "dihapus-{id}@tidak-ada.invalid"


@dataclass(frozen=True, slots=True)
class Kept:
    """What several fields of a table share."""

    purpose: Purpose
    retention: Retention
    on_erasure: OnErasure
    ground: Ground | None = None
    sensitive: bool = False
    stand_in: str = ""
    secret: bool = False


def personal(model: str, kept: Kept, fields: Mapping[str, tuple[str, str]]) -> tuple[PersonalField, ...]:
    """Declare fields of a model that are kept alike: their names, each with its words in both languages."""
    shared = {field.name: getattr(kept, field.name) for field in dataclass_fields(kept)}
    return tuple(PersonalField(f"{model}.{name}", *words, **shared) for name, words in fields.items())


def impersonal(model: str, reason: str, *names: str) -> tuple[Impersonal, ...]:
    """Declare fields of a model that tell of nobody, for one reason."""
    return tuple(Impersonal(f"{model}.{name}", reason) for name in names)


def fields_of(model: str) -> list[PersonalField]:
    """Return the personal fields of a model, in the order of their declaration."""
    return [field for field in personal_data if isinstance(field, PersonalField) and field.model == model]
