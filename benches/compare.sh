#!/bin/sh
# Times the same letters through what people would use instead: Typst and WeasyPrint from PyPI,
# LibreOffice where it is installed. One thread each, files written.
#
#   benches/compare.sh [COUNT]        (100 letters unless said otherwise)
#
# Needs cargo, python3 with venv, and the network for the two packages. Works in a fresh folder,
# which it removes: re-created folders are slow to write to on some file systems.
set -eu

count=${1:-100}
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/letters"

cat > "$work/letters/letter.css" <<CSS
@font-face { font-family: S; src: url("file://$project/data/fonts/SourceSans3-Regular.ttf"); }
@font-face { font-family: S; font-weight: bold; src: url("file://$project/data/fonts/SourceSans3-Bold.ttf"); }
@font-face { font-family: S; font-style: italic; src: url("file://$project/data/fonts/SourceSans3-Italic.ttf"); }
@page { size: A4; margin: 25mm }
body { font: 11pt/1.36 S }
h1 { font-size: 11pt }
.right { margin-left: 60% }
.note { font-size: 9pt }
CSS

cd "$project"
cargo bench --quiet --bench compare -- "$work/letters" "$count"

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet typst weasyprint

cat > "$work/time.py" <<'PY'
import pathlib, sys, time

folder, fonts = pathlib.Path(sys.argv[1]), sys.argv[2]

def rate(name, files, make):
    files = sorted(files)
    make(files[0])  # what is loaded once is not counted
    start = time.perf_counter()
    for file in files:
        make(file)
    seconds = time.perf_counter() - start
    sizes = [file.with_suffix(f".{name}.pdf").stat().st_size for file in files]
    print(f"{name}: {len(files) / seconds:.0f} letters a second, {sum(sizes) // len(sizes)} bytes each")

import typst
compiler = typst.Compiler(root=str(folder), font_paths=[fonts])
rate("typst", folder.glob("*.typ"),
     lambda f: compiler.compile(input=str(f), output=str(f.with_suffix(".typst.pdf"))))

import weasyprint
rate("weasyprint", folder.glob("*.html"),
     lambda f: weasyprint.HTML(str(f)).write_pdf(str(f.with_suffix(".weasyprint.pdf")), pdf_variant="pdf/ua-1"))
PY
"$work/venv/bin/python" "$work/time.py" "$work/letters" "$project/data/fonts"

if command -v soffice > /dev/null; then
    mkdir "$work/office"
    start=$(date +%s%N)
    soffice --headless --convert-to pdf --outdir "$work/office" "$work"/letters/*.html > /dev/null 2>&1
    end=$(date +%s%N)
    made=$(find "$work/office" -name '*.pdf' | wc -l)
    echo "libreoffice: $((made * 1000000000 / (end - start))) letters a second"
else
    echo "libreoffice: not installed"
fi
