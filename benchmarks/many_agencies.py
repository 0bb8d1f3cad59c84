"""many-agencies: pages of a body among 600 with 500,000 employees, beside the same where there is only the demo.

Two PostgreSQL databases of one server, each behind its wall and asked by a process of its own, take turns page by page,
so that whatever else the machine does meets both. Making the large one takes minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[1]
PULAU: Final = str(Path(sys.executable).with_name("pulau"))
SIZE: Final = ("--agencies", "600", "--units", "50000", "--employees", "500000")
ROUNDS: Final = 60
SERVER: Final = "PULAU_TEST_DATABASE_URL"
MOST_QUERIES, RATIO, SEARCH_MS = 15, 1.3, 150
SEARCHES: Final = ("people-search", "units-search")


def many_agencies() -> Iterator[Figure]:
    """Make both databases and measure; starts a PostgreSQL for it where none is named."""
    if not os.environ.get(SERVER):
        command = [str(ROOT / "tools" / "postgres.sh"), sys.executable, "-m", "benchmarks.many_agencies"]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        yield from (Figure(**found) for found in json.loads(done.stdout))
        return
    with TemporaryDirectory(prefix="pulau-bench-") as folder:
        yield from measured(*(prepared(Path(folder) / name, name) for name in ("small", "large")))


def prepared(home: Path, name: str) -> dict[str, str]:
    """Make a database with the demo, and in the large one everything else; returns the environment that names it."""
    server = urlsplit(os.environ[SERVER])

    def address(role: str) -> str:
        place = f"{role}:bench@{server.netloc.rpartition('@')[2]}"
        return urlunsplit(server._replace(netloc=place, path=f"/bench_{name}_{os.getpid()}"))

    environment = {
        **os.environ,
        "PULAU_HOME": str(home),
        "PULAU_DATABASE_URL": address("pulau_bench"),
        "PULAU_MIGRATION_DATABASE_URL": address("pulau_bench_owner"),
        "DJANGO_SETTINGS_MODULE": "pulau.config.settings.embedded",
    }
    commands = [
        ("database", "prepare", "--execute", urlunsplit(server._replace(path="/postgres"))),
        ("migrate",),
        ("demo", "load", "--no-sign-in"),
    ]
    if name == "large":
        commands.append(("generate", *SIZE, "--force"))
    for command in commands:
        subprocess.run([PULAU, *command], env=environment, check=True, capture_output=True)
    return environment


def measured(small: dict[str, str], large: dict[str, str]) -> Iterator[Figure]:
    """Ask both in turns; a page's figure is its p95 in the large one, and the ratio to that in the small one."""
    with ExitStack() as stack:
        one, other = (stack.enter_context(asking(environment)) for environment in (small, large))
        for page in one({"list": True})["pages"]:
            pairs = [(one({"page": page}), other({"page": page})) for _ in range(ROUNDS)]
            few, many = (p95([found[side]["ms"] for found in pairs]) for side in (0, 1))
            yield Figure(f"many-agencies-{page}", many, "ms", ratio=many / few, ratio_limit=RATIO)
            queries = max(found["queries"] for pair in pairs for found in pair)
            yield Figure(f"many-agencies-{page}-queries", queries, "queries", limit=MOST_QUERIES)
        for search in SEARCHES:
            many = p95([other({"page": f"largest-{search}"})["ms"] for _ in range(ROUNDS)])
            yield Figure(f"many-agencies-largest-{search}", many, "ms", limit=SEARCH_MS)


def p95(values: list[float]) -> float:
    """Return what 95 of a hundred values do not exceed."""
    return sorted(values)[-(len(values) // 20) - 1]


@contextmanager
def asking(environment: dict[str, str], *module: str) -> Iterator[Callable[[dict[str, object]], dict[str, Any]]]:
    """Run the process of one database until the block ends; returns how it is asked. `module` may name another one."""
    command = [sys.executable, "-m", *(module or ("benchmarks.many_agencies_process",))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        questions, answers = process.stdin, process.stdout
        if questions is None or answers is None:
            raise RuntimeError("the process has no pipes")

        def ask(question: dict[str, object]) -> dict[str, Any]:
            questions.write(f"{json.dumps(question)}\n")
            questions.flush()
            answer: dict[str, Any] = json.loads(answers.readline())
            return answer

        try:
            yield ask
        finally:
            questions.close()


if __name__ == "__main__":
    found = [{name: getattr(figure, name) for name in Figure.__dataclass_fields__} for figure in many_agencies()]
    sys.stdout.write(json.dumps(found))
