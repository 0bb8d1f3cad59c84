"""Who must have signed (C2SP tlog-policy): the keys of logs and witnesses, and the quorum."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from pulau.core.log.notes import COSIGNATURE, ED25519, ML_DSA, Key, NoteRefused, read_key

NONE: Final = "none"
LONGEST: Final = 200_000
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_SPACE: Final = re.compile(r"[ \t]+")


class PolicyRefused(ValueError):  # noqa: N818 - a fact, as every error of this project
    """A text is no policy. `line` is its number, from 1; 0 where the whole is meant."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Party:
    """A log or a witness: what the policy calls it, its key, and its address (empty: none is told)."""

    name: str
    key: Key
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """So many of these members (witnesses or groups) make the group."""

    least: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """Which logs are accepted, which witnesses are known, and whose cosignatures make a checkpoint valid."""

    logs: tuple[Party, ...]
    witnesses: tuple[Party, ...]
    groups: dict[str, Group]
    quorum: str

    def logs_of(self, origin: str) -> tuple[Key, ...]:
        """Return the keys of the log with this origin."""
        return tuple(each.key for each in self.logs if each.key.name == origin)

    def reached(self, keys: Collection[Key]) -> bool:
        """Whether these witnesses make the quorum."""
        signed = {each.name for each in self.witnesses if each.key in keys}
        for name, group in self.groups.items():  # in the order of the file: members stand before
            if sum(member in signed for member in group.members) >= group.least:
                signed.add(name)
        return self.quorum == NONE or self.quorum in signed


@dataclass(slots=True)
class _Reading:
    logs: list[Party] = field(default_factory=list)
    witnesses: list[Party] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    quorum: str = ""

    def line(self, words: list[str]) -> None:
        match words:
            case ["log", vkey, *url] if len(url) <= 1:
                self._add(self.logs, "", read_key(vkey, ED25519, ML_DSA), url)
            case ["witness", name, vkey, *url] if len(url) <= 1:
                self._free(name)
                self._add(self.witnesses, name, read_key(vkey, COSIGNATURE, ML_DSA), url)
            case ["group", name, least, *members] if members:
                self._free(name)
                group = Group(self._least(least, len(members)), tuple(members))
                self._take(members)
                self.groups[name] = group
            case ["quorum", name] if not self.quorum and (name == NONE or self._known(name)):
                self.quorum = name
            case _:
                raise NoteRefused("not a line of a policy")

    def _known(self, name: str) -> bool:
        return name in self.groups or any(each.name == name for each in self.witnesses)

    def _free(self, name: str) -> None:
        if name == NONE or self._known(name):
            raise NoteRefused(f"the name {name!r} is taken")

    def _take(self, members: list[str]) -> None:
        for member in members:
            if member in self.taken or not self._known(member):
                raise NoteRefused(f"{member!r} is not known yet, or a member already")
            self.taken.add(member)

    @staticmethod
    def _add(parties: list[Party], name: str, key: Key, url: list[str]) -> None:
        if any(each.key.public == key.public for each in parties):
            raise NoteRefused("the key stands there already")
        parties.append(Party(name or key.name, key, url[0] if url else ""))

    @staticmethod
    def _least(told: str, count: int) -> int:
        least = {"any": 1, "all": count}.get(told) or (int(told) if re.fullmatch(r"[1-9][0-9]{0,3}", told) else 0)
        if not 1 <= least <= count:
            raise NoteRefused(f"{told!r} of {count} members")
        return least


def read_policy(raw: bytes) -> Policy:
    """Return the policy that a file holds. Raises PolicyRefused with the line.

    Bytes above 0x7F may stand in names, addresses and comments, and mean nothing but themselves.
    """
    if len(raw) > LONGEST or _CONTROL.search(raw):
        raise PolicyRefused(0, "too long, or with control signs")
    reading = _Reading()
    for number, line in enumerate(raw.decode("utf-8", "surrogateescape").split("\n"), 1):
        words = _SPACE.sub(" ", line).strip(" ")
        if not words or words.startswith("#"):
            continue
        try:
            reading.line(words.split(" "))
        except NoteRefused as problem:
            raise PolicyRefused(number, str(problem)) from problem
    if not reading.quorum:
        raise PolicyRefused(0, "there is no quorum line")
    return Policy(tuple(reading.logs), tuple(reading.witnesses), reading.groups, reading.quorum)
