#!/bin/sh
# Makes the pictures of docs/formats.md anew: one letter as PDF, in Word (by LibreOffice) and as a
# printed web page (by Chromium).
#
#     docs/pictures.sh [SAYSO]
#
# Takes the program (target/debug/sayso unless given) and needs `soffice`, `chromium` and `pdftoppm`.
set -eu
cd "$(dirname "$0")/.."
sayso=${1:-target/debug/sayso}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$sayso" write nhs-contracts/mp-letter --answers templates/nhs-contracts/examples/barnsley.yaml \
    --no-input -f pdf,docx,html -o "$work/letter" 2>/dev/null
export HOME="$work"
soffice --headless --convert-to pdf --outdir "$work/docx" "$work/letter.docx" >/dev/null 2>&1
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
    --print-to-pdf="$work/html.pdf" "$work/letter.html" >/dev/null 2>&1
picture() {
    pdftoppm -r 64 -f 1 -l 1 -gray -singlefile -png "$1" "docs/pictures/$2"
}
mkdir -p docs/pictures
picture "$work/letter.pdf" letter-pdf
picture "$work/docx/letter.pdf" letter-docx
picture "$work/html.pdf" letter-html
