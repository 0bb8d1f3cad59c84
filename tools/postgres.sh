#!/usr/bin/env bash
# Run a command with PULAU_TEST_DATABASE_URL naming a private PostgreSQL, made for it and removed after it.
# Where the variable is set already, that database is used as it is. Works as root too: the server then runs as another user.
#   --durable COMMAND             make one whatever the variable says, that syncs to the disk as a real server does
#   --crash|--stop|--start HOME   what PULAU_TEST_POSTGRES_HOME names: end it at once, as a power cut would; start it
set -euo pipefail

durability=off
case "${1:-}" in
  --durable) durability=on; shift ;;
  --crash | --stop | --start) ;;
  *) [[ -n "${PULAU_TEST_DATABASE_URL:-}" ]] && exec "$@" ;;
esac

bin="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
[[ -n "$bin" ]] || { echo "pulau: no PostgreSQL here: apt-get install postgresql, or set PULAU_TEST_DATABASE_URL" >&2; exit 1; }
owner="$(id -un)"
as_server() { "$@"; }
if [[ "$(id -u)" -eq 0 ]]; then
  owner="$(id -un postgres 2>/dev/null || echo nobody)"
  as_server() { runuser -u "$owner" -- "$@"; }
fi
control() { (cd "$home" && as_server "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w "$@"); }
case "${1:-}" in
  --crash) home="$2"; control -m immediate restart; exit ;;
  --stop) home="$2"; control -m immediate stop; exit ;;
  --start) home="$2"; control start; exit ;;
esac

home="$(mktemp -d /tmp/pulau-pg.XXXXXX)"
chmod 755 "$home"
chown "$owner" "$home"
tear_down() {
  control -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap tear_down EXIT
trap 'exit 130' INT TERM

start() {
  cd "$home"
  as_server "$bin/initdb" -D "$home/data" -U pulau -A trust -E UTF8 --locale=C.UTF-8 --no-sync
  # It listens on a socket in its own folder, so no port can be taken. Most tests need no durability.
  as_server tee -a "$home/data/postgresql.conf" <<END
unix_socket_directories = '$home'
listen_addresses = ''
fsync = $durability
synchronous_commit = $durability
full_page_writes = $durability
END
  control start
}
if ! (start) >"$home/start.log" 2>&1; then
  cat "$home/start.log" "$home/log" >&2 || true
  exit 1
fi
export PULAU_TEST_DATABASE_URL="postgres://pulau@/pulau?host=$home" PULAU_TEST_POSTGRES_HOME="$home"
"$@"
