"""Print the mutation score from mutmut's figures, and fail when it is below what the docs promise."""

from __future__ import annotations

import json
import sys
from pathlib import Path

LEAST_PERCENT = 90


def main(path: str) -> int:
    """Return 0 when enough of the mutants were noticed by a test."""
    figures = json.loads(Path(path).read_text(encoding="utf-8"))
    noticed = figures["killed"] + figures["timeout"] + figures.get("segfault", 0)
    total = noticed + figures["survived"] + figures["suspicious"] + figures["no_tests"]
    if total == 0:
        print("mutation score of core/scoring: no mutant was made")
        return 1
    percent = 100 * noticed / total
    print(f"mutation score of core/scoring: {percent:.1f} % ({noticed} of {total} noticed)")
    return int(percent < LEAST_PERCENT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
