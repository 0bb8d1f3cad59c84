#!/usr/bin/env bash
# Print a Python that is new enough. PYTHON=… names one.
set -euo pipefail

for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
  if path="$(command -v "$candidate")" && "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "$path"
    exit 0
  fi
done
found="$(python3 --version 2>/dev/null || echo 'no Python')"
echo "pulau: needs Python 3.11 or newer, found ${found}." >&2
echo "       Install it (Debian 12: apt-get install python3 python3-venv) or name one: make run PYTHON=/path/to/python3.11" >&2
exit 1
