#!/usr/bin/env bash
# All tests: those that touch the database on PostgreSQL first, then the rules with their coverage, then everything
# else on SQLite. The last thing printed is pytest's closing line, of the run that failed or of the last one.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"
unset PYTHONDONTWRITEBYTECODE  # containers set it; each process of the tests would then compile all of Pulau anew

# Three processes on two processors: one in four of their seconds they wait for servers, browsers and disks.
echo "--- PostgreSQL: every test that touches the database, but for the longest walks (marked \`once\`)"
# What is left out has no database, or a browser; merely to collect it takes a while.
tools/postgres.sh pytest -q -n 3 --dist worksteal -m "postgres and not browser and not nightly and not once" \
  --ignore=tests/core --ignore=tests/exchange --ignore=tests/journeys

# Measured here alone: tracing would slow all that the tests below do, which add nothing to it.
echo "--- the rules, and how much of them is tried"
env -u PULAU_TEST_DATABASE_URL pytest -q -n 2 --dist worksteal tests/core \
  --cov=pulau.core --cov-branch --cov-report=term:skip-covered --cov-fail-under=98

echo "--- SQLite: every other test"
exec env -u PULAU_TEST_DATABASE_URL pytest -n 3 --dist worksteal --ignore=tests/core
