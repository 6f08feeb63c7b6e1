#!/usr/bin/env bash
# The app does not link the browser: it would cost it half again its memory. The program that shows
# originals ($2, where it is built) does, which proves that the test would notice.
set -euo pipefail
links_browser() {
  readelf --dynamic --wide "$1" | grep NEEDED | grep -qiE 'webkit|javascriptcore'
}
if links_browser "$1"; then
  echo "$1 links the browser" >&2
  exit 1
fi
[[ -z ${2-} ]] || links_browser "$2"
