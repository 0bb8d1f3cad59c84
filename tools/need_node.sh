#!/usr/bin/env bash
# Say what is missing when the front end cannot be built.
set -euo pipefail

version="$(node --version 2>/dev/null || true)"
major="${version#v}"
major="${major%%.*}"
if [[ -z "$major" || "$major" -lt 20 ]] || ! command -v npm >/dev/null; then
  echo "pulau: building the front end needs Node.js 20 or newer with npm, found ${version:-none}." >&2
  echo "       Install it, or install a Pulau wheel, which brings the built front end and needs no Node.js." >&2
  exit 1
fi
