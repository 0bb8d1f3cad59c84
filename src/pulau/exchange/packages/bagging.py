"""Whether a container is a whole bag (BagIt, RFC 8493): every file named by a manifest, and of its digest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pulau.core.shared.problems import BadInput, Problem
from pulau.exchange.packages.bag import DECLARATION, INFO, MANIFEST, PAYLOAD, TAG_MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from pulau.exchange.packages.container import Container

_LINE: Final = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(\S.*)")
_OXUM: Final = re.compile(r"^Payload-Oxum:\s*(\d{1,18})\.(\d{1,18})\s*$", re.MULTILINE | re.IGNORECASE)
_VERSION: Final = re.compile(r"BagIt-Version: [01]\.\d{1,2}\r?\nTag-File-Character-Encoding: UTF-8\r?\n?")


def bag_problems(container: Container, tell: Callable[[int, int], None] | None = None) -> list[Problem]:
    """Return what is wrong with a bag: missing, strange, changed files. `tell` gets bytes done and all of them.

    Raises BadInput where it is no bag at all.
    """
    if not _VERSION.fullmatch(container.read(DECLARATION).decode("utf-8", "replace")):
        raise BadInput.because("package-not-bag")
    problems: list[Problem] = []
    payload = listed(container, MANIFEST)
    tags = listed(container, TAG_MANIFEST)
    there = set(container.entries)
    strange = {name for name in there if name.startswith(PAYLOAD)} - set(payload)
    strange |= there - set(payload) - set(tags) - {TAG_MANIFEST}
    problems += [Problem.of("package-unlisted", name[:200]) for name in sorted(strange)]
    if not all(name.startswith(PAYLOAD) for name in payload) or MANIFEST not in tags or DECLARATION not in tags:
        problems.append(Problem.of("package-lists", MANIFEST))
    every = sum(entry.file_size for entry in container.entries.values())
    done = 0
    for name, digest in {**tags, **payload}.items():
        if name not in there:
            problems.append(Problem.of("package-missing", name[:200]))
            continue
        problems += _differs(container, name, digest)
        done += container.entries[name].file_size
        if tell:
            tell(done, every)
    return [*problems, *_oxum(container)]


def _differs(container: Container, name: str, digest: str) -> list[Problem]:
    try:
        return [] if container.digest(name) == digest else [Problem.of("package-changed", name[:200])]
    except BadInput as problem:
        return list(problem.problems)


def listed(container: Container, name: str) -> dict[str, str]:
    """Read a list of digests. Raises BadInput for one that cannot be read, or that names a file twice."""
    found: dict[str, str] = {}
    try:
        lines = container.read(name).decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise BadInput.because("file-not-utf8", name) from None
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        path = unquote(match[2]) if match else ""  # RFC 8493 writes %, CR and LF of a name so
        if match is None or path in found:
            raise BadInput.because("package-lists", f"{name}:{number}")
        found[path] = match[1].lower()
    return found


def _oxum(container: Container) -> list[Problem]:
    """Compare the count of the payload's bytes and files with what the bag says of it, where it says so."""
    if INFO not in container.entries:
        return []
    said = _OXUM.search(container.read(INFO).decode("utf-8", "replace"))
    sizes = [entry.file_size for name, entry in container.entries.items() if name.startswith(PAYLOAD)]
    if said and (int(said[1]), int(said[2])) != (sum(sizes), len(sizes)):
        return [Problem.of("package-count", INFO)]
    return []
