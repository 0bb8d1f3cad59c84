"""The program that runs in the sandbox: `python -m pulau.exchange.files.worker TASK WISH`, both made by ourselves."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pulau.core.shared.problems import BadInput
from pulau.exchange.files.inspecting import inspect_here
from pulau.exchange.files.model import Limits


def main(task: str, wish: dict[str, Any]) -> dict[str, Any]:
    """Do a task; returns what is to be told, a refusal among it."""
    try:
        return TASKS[task](wish)
    except BadInput as error:
        return {"problems": [asdict(problem) for problem in error.problems]}


def _inspect(wish: dict[str, Any]) -> dict[str, Any]:
    found = inspect_here(Path(wish["path"]), wish["name"], Limits(**wish["limits"]))
    return asdict(found) | {"kind": found.kind.code}


TASKS = {"inspect": _inspect}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
