#!/bin/sh
# Times whole batches, from a table to a folder: `sayso batch` on one core and on all, and a
# script as somebody would write it (csv, string.Template, a file a row; nothing is checked).
#
#   benches/batch.sh [ROWS]        (100,000 rows unless said otherwise, a tenth of them for PDF)
#
# Needs cargo and python3. Works in a fresh folder, which it removes: folders in the place of
# others just removed are slow to write to on some file systems. TMPDIR says where.
set -eu

rows=${1:-100000}
project=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$project"
cargo build --quiet --release
cargo bench --quiet --bench table -- mp-letter "$rows" "$work/people.csv"
cargo bench --quiet --bench table -- mp-letter "$((rows / 10))" "$work/some.csv"

cat > "$work/naive.py" <<'PY'
"""A mail merge in a few lines: the words of one finished letter, with names put in."""
import csv, pathlib, string, sys

table, first, out = map(pathlib.Path, sys.argv[1:])
out.mkdir()
rows = csv.DictReader(table.open(newline=""))
text = None
for number, row in enumerate(rows, 2):
    if text is None:
        text = first.read_text().replace("$", "$$")
        for field in ("story", "name", "contact"):
            text = text.replace(row[field], "${" + field + "}")
        text = string.Template(text)
    (out / f"{number}.md").write_text(text.substitute(row))
PY

cat > "$work/time.py" <<'PY'
import os, pathlib, subprocess, sys, time

work, sayso, rows = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def run(what, rows, command, threads=None):
    env = dict(os.environ, **({"RAYON_NUM_THREADS": str(threads)} if threads else {}))
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{what}: failed")
    cpu = (used.ru_utime + used.ru_stime) / rows * 1e6
    print(f"{what}: {rows / seconds:,.0f} letters a second, {cpu:.0f} µs of a core each, "
          f"{used.ru_maxrss / 1024:.0f} MiB at most", flush=True)

def batch(table, out, *more):
    out = ["-o", str(work / out)] if out else ["--dry-run"]
    return [sayso, "batch", "nhs-contracts/mp-letter", str(work / table), "--quiet", *out, *more]

print(f"{os.cpu_count()} cores, {rows:,} rows")
few = rows // 10
run("check alone", rows, batch("people.csv", None, "-f", "md"))
run("Markdown", rows, batch("people.csv", "md", "-f", "md"))
run("Markdown, one core", rows, batch("people.csv", "md1", "-f", "md"), threads=1)
run("the same again, nothing to do", rows, batch("people.csv", "md", "-f", "md"))
run("PDF", few, batch("some.csv", "pdf", "-f", "pdf"))
run("PDF, one core", few, batch("some.csv", "pdf1", "-f", "pdf"), threads=1)
run("Markdown and one PDF for the printer", few, batch("some.csv", "all", "-f", "md", "--combine"))
first = min(path for path in (work / "md1").glob("*.md") if path.stem.isdigit())
script = [str(work / "naive.py"), str(work / "people.csv"), str(first), str(work / "naive")]
run("script, one core", rows, [sys.executable, *script])
PY
python3 "$work/time.py" "$work" "$project/target/release/sayso" "$rows"
