#!/usr/bin/env bash
# Runs a fuzz target for some seconds, or for half an hour when HELPPARI_SOAK is set, on its seeds
# and on what earlier runs found worth keeping. An input that breaks it is left in the build folder.
# run-fuzz.sh TARGET SEEDS
set -euo pipefail
seconds=4
[[ -z ${HELPPARI_SOAK-} ]] || seconds=1800
corpus=$1-corpus
mkdir -p "$corpus"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
exec "$1" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=20000 \
  -artifact_prefix="$1-" -print_final_stats=1 -verbosity=0 "$corpus" "$2"
