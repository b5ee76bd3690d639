# Sourced by every script here: strict mode, the checkout's root as the working
# directory, and headings with the seconds since the first script began.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export GAVEL_SCRIPT_START="${GAVEL_SCRIPT_START:-$(date +%s)}"

step() {
  printf '[%4d s] %s\n' "$(($(date +%s) - GAVEL_SCRIPT_START))" "$*"
}

fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}
