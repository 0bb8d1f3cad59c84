#!/usr/bin/env bash
# Static checks: style, types, the arrows between the packages.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"

ruff check --quiet
ruff format --check --quiet || { echo 'pulau: run .venv/bin/ruff format' >&2; exit 1; }
# The types take one processor for long; the arrows are followed meanwhile by another.
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
lint-imports >"$log" 2>&1 &
arrows=$!
types=0
mypy || types=$?
wait "$arrows" || { cat "$log" >&2; exit 1; }
tail -n 3 "$log" | grep -i kept
exit "$types"
