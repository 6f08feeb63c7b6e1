#!/usr/bin/env bash
# POTFILES.in names every file with text for people, and the translations are whole.
set -euo pipefail
cd "$(dirname "$0")/.."
status=0
complain() {
  printf '%s\n' "$1" >&2
  status=1
}

# Whatever xgettext would find something in: C with a call to gettext, templates, files in data/.
with_texts=$(
  grep -rlE --include='*.c' '\<(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?) \("' src || true
  grep -rlE --include='*.ui' 'translatable="(yes|true|1)"' ui src 2>/dev/null || true
  find data -maxdepth 1 -name '*.desktop.in' -o -maxdepth 1 -name '*.metainfo.xml.in' \
    -o -maxdepth 1 -name '*.gschema.xml'
)
named=$(grep -vE '^(#|$)' po/POTFILES.in)
unnamed=$(comm -23 <(sort <<<"$with_texts") <(sort <<<"$named"))
[[ -z $unnamed ]] || complain "Missing in po/POTFILES.in:
$unnamed"
while read -r file; do
  [[ -f $file ]] || complain "po/POTFILES.in names $file, which does not exist"
done <<<"$named"
((status == 0)) || exit 1

scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
xgettext --from-code=UTF-8 --package-name=helppari --add-comments=Translators \
  -k_ -kN_ -kC_:1c,2 -kNC_:1c,2 -kQ_:1g -kngettext:1,2 -kg_dngettext:2,3 -kg_dpgettext2:2c,3 \
  --files-from=po/POTFILES.in --output="$scratch/helppari.pot"
while read -r language; do
  msgfmt --check --output-file=/dev/null "po/$language.po" || complain "po/$language.po is wrong"
  # Brought up to date without guesses: what the texts of today lack counts as untranslated.
  msgmerge --quiet --no-fuzzy-matching --output-file="$scratch/$language.po" \
    "po/$language.po" "$scratch/helppari.pot"
  result=$(LC_ALL=C msgfmt --statistics --output-file=/dev/null "$scratch/$language.po" 2>&1)
  [[ $result != *fuzzy* && $result != *untranslated* ]] || complain "po/$language.po: $result"
done <po/LINGUAS
exit "$status"
