#!/usr/bin/env bash
# Write the locks anew: every release pinned, every file by its hash; no index and no path of this machine in them.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"

for name in runtime dev; do
  uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
    --no-strip-extras --no-emit-index-url --no-emit-find-links -o "requirements/$name.txt" "requirements/$name.in"
done
tools/need_node.sh
npm install --package-lock-only --no-audit --no-fund --loglevel=error
if grep -nE 'https?://|file:|^--(index|find|extra)' requirements/*.txt || grep -n '"resolved"' package-lock.json; then
  echo "pulau: a lock names where it was made from (above); that must not be committed" >&2
  exit 1
fi
