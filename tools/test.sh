#!/usr/bin/env bash
# All tests: the static checks and beside them the rules with their coverage, then what touches the database on
# PostgreSQL, then everything else on SQLite. The last thing printed is the closing line of what failed, or of the last.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"
unset PYTHONDONTWRITEBYTECODE  # containers set it; each process of the tests would then compile all of Pulau anew

# Types take one processor for long. Tracing would slow all that the other tests do, which add nothing to the rules.
echo "--- static checks, and the rules, and how much of them is tried"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
tools/check.sh >"$log" 2>&1 &
checks=$!
rules=0
env -u PULAU_TEST_DATABASE_URL pytest -q -n 2 --dist worksteal tests/core \
  --cov=pulau.core --cov-branch --cov-report=term:skip-covered --cov-fail-under=98 || rules=$?
checked=0
wait "$checks" || checked=$?
cat "$log"
((checked == 0 && rules == 0)) || exit 1

# Three processes on two processors: one in four of their seconds they wait for servers, browsers and disks.
echo "--- PostgreSQL: every test that touches the database, but for the longest walks (marked \`once\`)"
# What is left out has no database, or a browser, or is \`once\` in whole; merely to collect it takes a while.
tools/postgres.sh pytest -q -n 3 --dist worksteal -m "postgres and not browser and not nightly and not once" \
  --ignore=tests/core --ignore=tests/exchange --ignore=tests/journeys --ignore=tests/docs

echo "--- SQLite: every other test"
exec env -u PULAU_TEST_DATABASE_URL pytest -n 3 --dist worksteal --ignore=tests/core
