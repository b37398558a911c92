#!/bin/sh
# Makes the pictures anew: the first page of every example, and for docs/formats.md one letter as PDF,
# in Word (by LibreOffice) and as a printed web page (by Chromium).
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
# picture PDF NAME DOTS-AN-INCH
picture() {
    pdftoppm -r "$3" -f 1 -l 1 -singlefile -png "$1" "docs/pictures/$2"
}
picture "$work/letter.pdf" letter-pdf 64
picture "$work/docx/letter.pdf" letter-docx 64
picture "$work/html.pdf" letter-html 64
for golden in templates/*/examples/*.*.md; do
    folder=$(dirname "$golden")
    pack=$(basename "$(dirname "$folder")")
    name=$(basename "$golden" .md)
    # A joint response is a batch's, and the starter is in no list.
    case $pack.$name in *.joint-response | starter.*) continue ;; esac
    "$sayso" write "$pack/${name#*.}" --answers "$folder/${name%%.*}.yaml" --no-input \
        -f pdf -o "$work/$pack.$name.pdf" 2>/dev/null
    picture "$work/$pack.$name.pdf" "$pack.$name" 50
done
