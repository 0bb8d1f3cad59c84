"""A hook: a named, typed list that apps fill in `AppConfig.ready` and others read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar


class Coded(Protocol):
    """What a hook can hold: an entry with a code that is unique in its hook."""

    @property
    def code(self) -> str:
        """Return the code."""


T = TypeVar("T", bound=Coded)


class HookTakenTwice(Exception):  # noqa: N818 - a fact, as every error of this project
    """Two different entries claim the same code of a hook: a mistake in the program."""


class Hook(Generic[T]):
    """Entries by code, in the order they were added. Adding an equal entry again changes nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, T] = {}

    def add(self, *entries: T) -> None:
        """Add entries. Raises HookTakenTwice when a code already stands for something else."""
        for entry in entries:
            known = self._entries.setdefault(entry.code, entry)
            if known != entry:
                raise HookTakenTwice(f"{self.name}: {entry.code!r} is {known!r} already, not {entry!r}")

    @contextmanager
    def standing_in(self, *entries: T) -> Iterator[None]:
        """Let other entries stand for those of the same codes, until the end: for rehearsals."""
        before = dict(self._entries)
        self._entries.update((entry.code, entry) for entry in entries)
        try:
            yield
        finally:
            self._entries = before

    def get(self, code: str) -> T | None:
        """Return the entry of `code`, or None."""
        return self._entries.get(code)

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)
