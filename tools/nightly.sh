#!/usr/bin/env bash
# The nightly profile: mutations of core/scoring and core/log, then long property runs and big data, on both databases.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"
unset PYTHONDONTWRITEBYTECODE  # as in tools/test.sh

echo "--- mutations of src/pulau/core/scoring and src/pulau/core/log"
rm -rf mutants
mutmut run >/tmp/pulau-mutmut.$$.log 2>&1 || { tail -n 50 /tmp/pulau-mutmut.$$.log >&2; exit 1; }
rm -f /tmp/pulau-mutmut.$$.log
mutmut results --all true | python tools/mutation_score.py

echo "--- the nightly tests of the database, on PostgreSQL"
tools/postgres.sh pytest -q -n 2 -m "(nightly or once) and postgres"

echo "--- long property runs and big data"
exec pytest -n 2 --hypothesis-profile=nightly -m "nightly or not (browser or libreoffice or postgres)"
