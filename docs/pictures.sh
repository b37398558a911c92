#!/usr/bin/env bash
# Draws the first page of every example that ships, as docs/pictures/PACK.CASE.TEMPLATE.png.
# Needs pdftoppm (poppler). Look at every picture that changed.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v pdftoppm >/dev/null || { echo "pdftoppm is missing: install poppler" >&2; exit 1; }
cargo build --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf docs/pictures
mkdir -p docs/pictures
for answers in templates/*/examples/*.yaml; do
    # A joint response is written from a table, and has no picture of its own here.
    grep -q "joint-response" "$answers" && continue
    pack=$(basename "$(dirname "$(dirname "$answers")")")
    case=$(basename "$answers" .yaml)
    target/debug/sayso write --no-input --answers "$answers" -f pdf -o "$work/$pack.$case/" 2>/dev/null
    for pdf in "$work/$pack.$case"/*.pdf; do
        name="$pack.$case.$(basename "$pdf" .pdf)"
        pdftoppm -r 50 -gray -png -singlefile "$pdf" "docs/pictures/$name"
    done
done
