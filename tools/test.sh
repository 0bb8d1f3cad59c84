#!/usr/bin/env bash
# All tests: those that touch the database on PostgreSQL first, then everything on SQLite.
# The last thing printed is pytest's closing line, of the run that failed or of the last one.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"

echo "--- PostgreSQL: every test that touches the database"
tools/postgres.sh pytest -q -n 2 -m "postgres and not browser and not nightly"

echo "--- SQLite: every test"
exec env -u PULAU_TEST_DATABASE_URL pytest -n 2 \
  --cov=pulau.core --cov-branch --cov-report=term:skip-covered --cov-fail-under=98
