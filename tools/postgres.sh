#!/usr/bin/env bash
# Run a command with PULAU_TEST_DATABASE_URL naming a private PostgreSQL, made for it and removed after it.
# Where the variable is set already, that database is used as it is. Works as root too: the server then runs as another user.
set -euo pipefail

[[ -n "${PULAU_TEST_DATABASE_URL:-}" ]] && exec "$@"

bin="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
[[ -n "$bin" ]] || { echo "pulau: no PostgreSQL here: apt-get install postgresql, or set PULAU_TEST_DATABASE_URL" >&2; exit 1; }
home="$(mktemp -d /tmp/pulau-pg.XXXXXX)"
chmod 755 "$home"

as_server() { "$@"; }
if [[ "$(id -u)" -eq 0 ]]; then
  owner="$(id -un postgres 2>/dev/null || echo nobody)"
  chown "$owner" "$home"
  as_server() { runuser -u "$owner" -- "$@"; }
fi
tear_down() {
  (cd "$home" && as_server "$bin/pg_ctl" -D "$home/data" -m immediate stop) >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap tear_down EXIT
trap 'exit 130' INT TERM

start() {
  cd "$home"
  as_server "$bin/initdb" -D "$home/data" -U pulau -A trust -E UTF8 --locale=C.UTF-8 --no-sync
  # Tests need no durability; it listens on a socket in its own folder, so no port can be taken.
  as_server "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -o \
    "-k '$home' -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start
}
if ! (start) >"$home/start.log" 2>&1; then
  cat "$home/start.log" "$home/log" >&2 || true
  exit 1
fi
export PULAU_TEST_DATABASE_URL="postgres://pulau@/pulau?host=$home"
"$@"
