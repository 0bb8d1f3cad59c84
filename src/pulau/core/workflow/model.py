"""What a table of a process consists of: stages, and the ways between them with their guards and who may go them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pulau.core.shared.permissions import Permit


@dataclass(frozen=True, slots=True)
class Stage:
    """A state of a process, in both languages, with the clock that runs in it.

    `clock` names the period of `regulations/process.yaml` in working days; empty: none runs. `final`: nothing follows
    in this process. `national`: the ministry's assessors have it before them.
    """

    code: str
    indonesian: str
    english: str
    clock: str = ""
    final: bool = False
    national: bool = False

    def words(self, language: str) -> str:
        """Return its name in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Guard:
    """A fact that must hold before a way is open, in words of both languages: what is said while it does not."""

    code: str
    indonesian: str
    english: str

    def words(self, language: str) -> str:
        """Return what it asks for in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the table: from which stages an event leads where, what must hold, and who may let it happen.

    `through` is the app by whose page it happens, since something is filled in there; empty: a button on the case's own
    page. `reasoned`: whoever lets it happen says why. `alone`: the platform lets it happen by itself when it is due.
    `law` says where it stands.
    """

    event: str
    sources: tuple[str, ...]
    target: str
    indonesian: str
    english: str
    permits: tuple[Permit, ...] = ()
    guards: tuple[str, ...] = ()
    through: str = ""
    reasoned: bool = False
    alone: bool = False
    law: str = ""

    def words(self, language: str) -> str:
        """Return what happens in `language` (`en`, else Indonesian)."""
        return self.english if language.startswith("en") else self.indonesian


@dataclass(frozen=True, slots=True)
class Step:
    """What became of an event: the stage it leads to, or the guards (codes) that do not hold. Never both."""

    way: Way
    source: str
    unmet: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.unmet


class NoSuchWay(LookupError):  # noqa: N818 - a fact, as every error of this project
    """From this stage the event leads nowhere; `event` and `stage` say which."""

    def __init__(self, event: str, stage: str) -> None:
        """Keep both."""
        self.event, self.stage = event, stage
        super().__init__(f"{event} from {stage}")


class Process:
    """A table of stages and ways. Raises ValueError at once for a table that contradicts itself."""

    def __init__(self, stages: Iterable[Stage], guards: Iterable[Guard], ways: Iterable[Way], start: str) -> None:
        """Check the table and keep it."""
        self.stages: Final[Mapping[str, Stage]] = {stage.code: stage for stage in stages}
        self.guards: Final[Mapping[str, Guard]] = {guard.code: guard for guard in guards}
        self.ways: Final = tuple(ways)
        self.start: Final = start
        self._by_source: dict[tuple[str, str], Way] = {}
        for way in self.ways:
            self._add(way)
        self._check_ends()

    def _add(self, way: Way) -> None:
        unknown = [code for code in (*way.sources, way.target) if code not in self.stages]
        unknown += [code for code in way.guards if code not in self.guards]
        if unknown:
            raise ValueError(f"{way.event}: unknown {unknown}")
        if not way.permits and not way.alone:
            raise ValueError(f"{way.event}: nobody may")
        for source in way.sources:
            if (way.event, source) in self._by_source or self.stages[source].final:
                raise ValueError(f"{way.event} from {source}: named twice, or from where nothing follows")
            self._by_source[way.event, source] = way

    def _check_ends(self) -> None:
        left = {source for way in self.ways for source in way.sources}
        stuck = [code for code, stage in self.stages.items() if not stage.final and code not in left]
        if stuck or self.reachable() != set(self.stages):
            raise ValueError(f"no way out of {stuck}, or none into {set(self.stages) - self.reachable()}")

    def reachable(self) -> set[str]:
        """Return the stages that can be reached from the start."""
        found, waiting = {self.start}, [self.start]
        while waiting:
            stage = waiting.pop()
            fresh = {way.target for way in self.ways if stage in way.sources} - found
            found |= fresh
            waiting += fresh
        return found

    def way(self, event: str, stage: str) -> Way:
        """Return the line of an event from a stage. Raises NoSuchWay."""
        found = self._by_source.get((event, stage))
        if found is None:
            raise NoSuchWay(event, stage)
        return found

    def ways_from(self, stage: str) -> tuple[Way, ...]:
        """Return the lines that lead on from a stage, in the table's order."""
        return tuple(way for way in self.ways if stage in way.sources)

    def sources_of(self, event: str) -> frozenset[str]:
        """Return the stages from which an event leads somewhere."""
        return frozenset(source for way in self.ways if way.event == event for source in way.sources)

    def permits_of(self, event: str) -> tuple[Permit, ...]:
        """Return who may let an event happen, each in the stages in which it leads somewhere: for the permissions."""
        return tuple(
            Permit(permit.role, permit.relation, frozenset(way.sources))
            for way in self.ways
            if way.event == event
            for permit in way.permits
        )

    def take(self, event: str, stage: str, facts: Mapping[str, bool]) -> Step:
        """Return what becomes of an event at a stage; a fact that nobody told does not hold. Raises NoSuchWay."""
        way = self.way(event, stage)
        return Step(way, stage, tuple(code for code in way.guards if facts.get(code) is not True))
