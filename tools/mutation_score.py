"""Print each package's mutation score from `mutmut results --all true`, and fail below what the docs promise."""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

LEAST_PERCENT = 90
PACKAGES = ("scoring", "log")
NOTICED = frozenset(("killed", "timeout", "segfault"))
MISSED = frozenset(("survived", "suspicious", "no tests"))
LINE = re.compile(r"\s*pulau\.core\.(\w+)\.\S+: (.+?)\s*")


def main(lines: Iterable[str]) -> int:
    """Return 0 when enough of the mutants of each package were noticed by a test."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        told = LINE.fullmatch(line)
        if told:
            found[told[1]][told[2]] += 1
    return max(_score(package, found[package]) for package in PACKAGES)


def _score(package: str, figures: Counter[str]) -> int:
    noticed = sum(figures[each] for each in NOTICED)
    total = noticed + sum(figures[each] for each in MISSED)
    if total == 0:
        print(f"mutation score of core/{package}: no mutant was made")
        return 1
    percent = 100 * noticed / total
    print(f"mutation score of core/{package}: {percent:.1f} % ({noticed} of {total} noticed)")
    return int(percent < LEAST_PERCENT)


if __name__ == "__main__":
    sys.exit(main(sys.stdin))
