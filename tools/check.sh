#!/usr/bin/env bash
# Static checks: style, types, the arrows between the packages.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"

ruff check --quiet
ruff format --check --quiet || { echo 'pulau: run .venv/bin/ruff format' >&2; exit 1; }
mypy
log="$(mktemp)"
lint-imports >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
tail -n 3 "$log" | grep -i kept
rm -f "$log"
