#!/usr/bin/env bash
# Builds the page and tests it in Chromium. Installs what it needs itself, given Rust and, where Node
# and Chromium are not there, apt. PAGE_BUILT=1 takes target/debug/sayso as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

if [ -z "${PAGE_BUILT:-}" ]; then
    step "the page and the program"
    rustup target list --installed | grep -q wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
    cargo run --quiet --locked -p sayso-page-build
    cargo build --quiet --locked
fi
export SAYSO="$PWD/target/debug/sayso"

missing=()
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
command -v npm >/dev/null || missing+=(nodejs npm)
if [ "${#missing[@]}" -gt 0 ]; then
    step "${missing[*]}"
    apt-get update -qq && apt-get install -y -qq "${missing[@]}"
fi

cd page
step "what the tests need"
npm ci --no-audit --no-fund --silent
step "types"
npx tsc -p .
step "tests in the browser"
node --test --test-concurrency=2 tests/*.test.mjs
