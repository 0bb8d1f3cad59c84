"""YAML of a pack with the line of every value, numbers as exact text, no duplicate keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

import yaml

from pulau.core.shared.numbers import parse_number
from pulau.core.shared.problems import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

# The C parser is some ten times faster; PyYAML without it (no libyaml) reads the same.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a pack file: its value, its line, and the path that leads to it.

    Reading a value that is missing or of the wrong kind raises `BadInput` with file, line and path.
    """

    file: str
    line: int
    path: str
    node: yaml.Node
    members: dict[str, Cursor] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Where this is, for a person: file, line, path."""
        return f"{self.file}:{self.line} {self.path}".rstrip()

    def refuse(self, code: str, **params: object) -> BadInput:
        """Make the error for this place."""
        return BadInput.because(code, self.place, **params)

    def keys(self) -> tuple[str, ...]:
        """List the keys of a mapping in the order written."""
        return tuple(self._mapping())

    def entries(self) -> Iterator[tuple[str, Cursor]]:
        """Go through a mapping in the order written."""
        yield from self._mapping().items()

    def only(self, *allowed: str) -> Cursor:
        """Refuse keys that this place does not know."""
        for key in self.keys():
            if key not in allowed:
                raise self[key].refuse("pack-unknown-key", key=key, allowed=", ".join(allowed))
        return self

    def __contains__(self, key: str) -> bool:
        """Whether a mapping has this key with a value that is not null."""
        found = self._mapping().get(key)
        return found is not None and not found.is_null

    def __getitem__(self, key: str) -> Cursor:
        """Step into a mapping."""
        found = self._mapping().get(key)
        if found is None:
            raise self.refuse("pack-missing", key=key)
        return found

    def get(self, key: str) -> Cursor | None:
        """Step into a mapping; None where the key is absent or null."""
        return self[key] if key in self else None  # noqa: SIM401 - a null value counts as absent

    @property
    def is_null(self) -> bool:
        """Whether the value is null."""
        return self.node.tag == "tag:yaml.org,2002:null"

    @property
    def is_scalar(self) -> bool:
        """Whether the value is a single text or number."""
        return isinstance(self.node, yaml.ScalarNode)

    def sequence(self) -> list[Cursor]:
        """Read a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.refuse("pack-wrong-kind", expected="list")
        return [_cursor(self.file, entry, f"{self.path}[{n}]") for n, entry in enumerate(self.node.value)]

    def text(self) -> str:
        """Read a text; numbers and dates are taken as written."""
        if not isinstance(self.node, yaml.ScalarNode) or self.is_null or not self.node.value.strip():
            raise self.refuse("pack-wrong-kind", expected="text")
        return str(self.node.value).strip()

    def texts(self) -> tuple[str, ...]:
        """Read a list of texts."""
        return tuple(entry.text() for entry in self.sequence())

    def number(self) -> Fraction:
        """Read an exact number."""
        value = parse_number(self.text()) if self.node.tag in _NUMBERS else None
        if value is None:
            raise self.refuse("pack-wrong-kind", expected="number")
        return value

    def whole(self) -> int:
        """Read a whole number."""
        value = self.number()
        if value.denominator != 1:
            raise self.refuse("pack-wrong-kind", expected="whole number")
        return value.numerator

    def _mapping(self) -> dict[str, Cursor]:
        if not isinstance(self.node, yaml.MappingNode):
            raise self.refuse("pack-wrong-kind", expected="mapping")
        if not self.members:
            for key_node, value_node in self.node.value:
                key = str(key_node.value)
                path = f"{self.path}.{key}" if self.path else key
                child = _cursor(self.file, value_node, path)
                if key in self.members:
                    raise BadInput.because("pack-duplicate-key", f"{self.file}:{_line(key_node)} {path}", key=key)
                self.members[key] = child
        return self.members


def parse_source(text: str, file: str) -> Cursor:
    """Parse the YAML of a pack file; `file` is its name for messages. Raises BadInput."""
    try:
        _refuse_aliases_and_depth(text, file)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{file}:{mark.line + 1}" if mark else file
        raise BadInput.because("pack-not-yaml", where, reason=error.problem or "") from None
    except yaml.YAMLError as error:
        raise BadInput.because("pack-not-yaml", file, reason=str(error).splitlines()[0]) from None
    if node is None:
        raise BadInput.because("pack-empty", file)
    return _cursor(file, node, "")


def _refuse_aliases_and_depth(text: str, file: str) -> None:
    """Refuse aliases (a small file could unfold without end) and nesting beyond any pack.

    Events come one after the other; composing recurses, and a file of brackets alone would break the process.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise BadInput.because("pack-alias", f"{file}:{_line(event)}")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise BadInput.because("pack-too-deep", f"{file}:{_line(event)}")


def _cursor(file: str, node: yaml.Node, path: str) -> Cursor:
    return Cursor(file=file, line=_line(node), path=path, node=node)


def _line(node: yaml.Node | yaml.Event) -> int:
    return node.start_mark.line + 1 if node.start_mark else 0
