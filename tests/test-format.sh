#!/usr/bin/env bash
# Every C file stands as .clang-format says.
set -euo pipefail
cd "$(dirname "$0")/.."
find src tests -name '*.[ch]' -print0 | xargs -0r clang-format --dry-run -Werror
