#!/bin/sh
# Opens every example as a Word file in LibreOffice and compares its words with the Markdown.
#
#     tests/word.sh [SAYSO]
#
# Takes the program (target/debug/sayso unless given) and needs `soffice`. Numbers of one or two
# digits do not count: each format numbers lists and notes in its own way. Exits 1 where words differ,
# 2 where LibreOffice is not there.
set -eu
cd "$(dirname "$0")/.."
sayso=${1:-target/debug/sayso}
command -v soffice >/dev/null || { echo "soffice is not there: install libreoffice-writer" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 HOME="$work"

words() {
    grep -oE "[[:alnum:]]+" | grep -vE '^[0-9]{1,2}$' | sort
}

# The text of a flat OpenDocument file, footnotes where they are cited.
text() {
    tr '\n' ' ' <"$1" | sed -e 's/.*<office:body>//' \
        -e 's|<text:note-citation[^>]*>[^<]*</text:note-citation>| |g' \
        -e 's/<text:\(p\|h\|note\|line-break\|tab\|s\)\([ />]\)/\n<text:\1\2/g' \
        -e 's/<[^>]*>//g' -e "s/&apos;/'/g" -e 's/&quot;/"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' \
        -e 's/&amp;/\&/g'
}

made=0
for golden in templates/*/examples/*.*.md; do
    case=$(basename "$golden" .md)
    template=${case#*.}
    case=${case%%.*}
    folder=$(dirname "$golden")
    pack=$(basename "$(dirname "$folder")")
    # A joint response is a batch's.
    [ "$template" = joint-response ] && continue
    "$sayso" write "$pack/$template" --answers "$folder/$case.yaml" --no-input \
        -f docx,md -o "$work/$pack.$case.$template" 2>/dev/null
    made=$((made + 1))
done
soffice --headless --convert-to fodt --outdir "$work/read" "$work"/*.docx >/dev/null 2>&1
wrong=0
for docx in "$work"/*.docx; do
    name=$(basename "$docx" .docx)
    words <"$work/$name.md" >"$work/wanted"
    text "$work/read/$name.fodt" | words >"$work/found"
    if ! diff "$work/wanted" "$work/found" >"$work/differs"; then
        wrong=$((wrong + 1))
        echo "$name: other words in Word than in Markdown" >&2
        cat "$work/differs" >&2
    fi
done
echo "$made examples opened in LibreOffice, $wrong with other words than their Markdown"
[ "$wrong" -eq 0 ]
