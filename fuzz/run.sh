#!/usr/bin/env bash
# Builds fuzz targets with the nightly compiler, as cargo-fuzz does, and runs one: run.sh WAY [SECONDS]
set -euo pipefail
cd "$(dirname "$0")"
way=${1:?a way in of ways.rs}
host=$(rustc +nightly -vV | sed -n 's/^host: //p')
# Edges alone are counted: to note each comparison as well makes an input ten to thirty times slower.
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=3 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
--cfg fuzzing -Ccodegen-units=4"
cargo +nightly build --release --target "$host" --bin "$way"
mkdir -p "corpus/$way" "artifacts/$way"
exec "target/$host/release/$way" "corpus/$way" -artifact_prefix="artifacts/$way/" \
    -max_total_time="${2:-600}" -timeout=10 -rss_limit_mb=512 -print_final_stats=1
