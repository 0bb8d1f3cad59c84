#!/usr/bin/env bash
# Install by apt what the tests need and this machine lacks, when root; otherwise name the one command.
# With --nightly: what the nightly profile needs besides.
set -euo pipefail

has() { command -v "$1" >/dev/null; }
missing=()
[[ -n "${PULAU_TEST_CHROMIUM:-}" ]] || has chromium || missing+=(chromium)
has soffice || missing+=(libreoffice-calc)
has pdftotext || missing+=(poppler-utils)
has zbarimg || missing+=(zbar-tools)
has softhsm2-util || missing+=(softhsm2)
has msgfmt || missing+=(gettext)
has strace || missing+=(strace)
if [[ -z "${PULAU_TEST_DATABASE_URL:-}" ]] && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
  missing+=(postgresql)
fi
[[ "${1:-}" != --nightly ]] || has pgbouncer || missing+=(pgbouncer)
[[ "${1:-}" != --nightly ]] || has go || missing+=(golang-go)
[[ "${1:-}" != --nightly ]] || [[ -d /usr/share/gocode/src/golang.org/x/mod/sumdb ]] || missing+=(golang-golang-x-mod-dev)
[[ "${1:-}" != --nightly ]] || [[ -e /usr/lib/libreoffice/program/libswlo.so ]] || missing+=(libreoffice-writer libreoffice-impress)
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ "$(id -u)" -eq 0 ]] && has apt-get; then
  echo "installing what the tests need: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  log="$(mktemp)"
  if ! { apt-get update -q && apt-get install -q -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
  rm -f "$log"
else
  echo "pulau: the tests need what this machine lacks. Run once:" >&2
  echo "       sudo apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
