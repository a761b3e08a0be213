#!/usr/bin/env bash
# One scan in CI: the HTML report, SARIF, and against a base commit what the change does. Every value comes through the environment;
# none becomes part of a command's text. Run in a full clone of the repository.
#   WRIT_OUT      folder for writ.html, writ.sarif, diff.md
#   WRIT_BASE     commit to compare with; empty: everything counts as new
#   WRIT_PATHS    files and folders, separated by spaces (default: all)
#   WRIT_FAIL_ON  critical, high, medium or low; empty never fails. A file that could not be read (exit 3) fails too, as findings may
#                 hide behind it, unless the base already has one.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
out=${WRIT_OUT:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
read -r -a paths <<<"${WRIT_PATHS:-.}"
writ() { "$here/writ" "$@"; }
# Exit 3 says that something was not read: the report tells what, and the rest counts. `unread` remembers the last one.
unread=false
reported() {
  local code=0
  "$@" || code=$?
  if [ "$code" -eq 3 ]; then unread=true; else unread=false && return "$code"; fi
}

# All files of a commit, as they are: `git archive` would leave out what the commit itself says in .gitattributes. Pointers to large
# files stay pointers.
exported() {
  GIT_INDEX_FILE="$work/index" git read-tree "$1"
  GIT_INDEX_FILE="$work/index" git -c filter.lfs.process= -c filter.lfs.smudge= -c filter.lfs.required=false \
    checkout-index --all --prefix="$2/"
}

# Both sides are exported the same way, so that ids are comparable and nothing untracked counts.
mkdir "$work/base" "$work/head"
exported HEAD "$work/head"
flags=()
tolerated=false
if [ -n "${WRIT_BASE:-}" ]; then
  exported "$WRIT_BASE" "$work/base"
  # Ids begin at the scanned folders: both sides are scanned from the same ones. What the base does not have yet is empty there.
  cd "$work/base"
  for path in "${paths[@]}"; do [ -e "$path" ] || mkdir -p "$path"; done
  reported writ scan "${paths[@]}" -q -o snapshot --output-file "$work/base.snapshot"
  tolerated=$unread
  cd "$work/head"
  reported writ scan "${paths[@]}" -q -o snapshot --output-file "$work/head.snapshot"
  reported writ diff "$work/base.snapshot" "$work/head.snapshot" -q -o md >"$out/diff.md"
  flags+=(--baseline "$work/base.snapshot")
fi
if [ -n "${WRIT_FAIL_ON:-}" ]; then flags+=(--fail-on "$WRIT_FAIL_ON"); else tolerated=true; fi
cd "$work/head"
reported writ scan "${paths[@]}" -q -o html --output-file "$out/writ.html"
reported writ scan "${paths[@]}" -o sarif --output-file "$out/writ.sarif" ${flags[@]+"${flags[@]}"}
[ "$unread" = false ] || [ "$tolerated" = true ] || exit 3
