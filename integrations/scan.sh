#!/usr/bin/env bash
# One scan in CI: the HTML report, SARIF, and against a base commit what the change does. Every value comes through the environment;
# none becomes part of a command's text. Run in a full clone of the repository.
#   WRIT_OUT      folder for writ.html, writ.sarif, diff.md
#   WRIT_BASE     commit to compare with; empty: everything counts as new
#   WRIT_FIRST    true where nothing is there yet to compare with: what is found is where later runs begin, nothing of it fails
#   WRIT_BASELINE saved scan to compare with, relative to the repository (writ scan -o snapshot); of the base where there is one, which is
#                 scanned itself where it has none
#   WRIT_PATHS    files and folders, separated by spaces (default: all)
#   WRIT_FAIL_ON  critical, high, medium or low; empty never fails. A file that could not be read (exit 3) fails too, as findings may
#                 hide behind it, unless it could not be read at the base either.
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
baseline=
[ -z "${WRIT_BASE:-}" ] || exported "$WRIT_BASE" "$work/base"
if [ -n "${WRIT_BASELINE:-}" ]; then
  # A change must not bring its own: with a base to compare with, the saved scan is the one that stands there.
  side=head
  [ -z "${WRIT_BASE:-}" ] || side=base
  baseline=$work/$side/$WRIT_BASELINE
  if [ ! -f "$baseline" ] && [ $side = head ]; then
    printf 'writ: there is no saved scan %s in the repository\n' "$WRIT_BASELINE" >&2
    exit 2
  fi
  [ -f "$baseline" ] || baseline=
fi
if [ -z "$baseline" ] && [ -n "${WRIT_BASE:-}" ]; then
  # Ids begin at the scanned folders: both sides are scanned from the same ones. What the base does not have yet is empty there.
  cd "$work/base"
  for path in "${paths[@]}"; do [ -e "$path" ] || mkdir -p "$path"; done
  baseline=$work/base.snapshot
  reported writ scan "${paths[@]}" -q -o snapshot --output-file "$baseline"
fi
cd "$work/head"
if [ -n "$baseline" ]; then
  reported writ scan "${paths[@]}" -q -o snapshot --output-file "$work/head.snapshot"
  reported writ diff "$baseline" "$work/head.snapshot" -q -o md >"$out/diff.md"
  flags+=(--baseline "$baseline")
fi
if [ "${WRIT_FIRST:-false}" = true ] || [ -z "${WRIT_FAIL_ON:-}" ]; then tolerated=true; else flags+=(--fail-on "$WRIT_FAIL_ON"); fi
reported writ scan "${paths[@]}" -q -o html --output-file "$out/writ.html"
reported writ scan "${paths[@]}" -o sarif --output-file "$out/writ.sarif" ${flags[@]+"${flags[@]}"}
[ "$unread" = false ] || [ "$tolerated" = true ] || exit 3
if [ "${WRIT_FIRST:-false}" = true ]; then
  printf 'writ: first run here: nothing is there to compare with, so nothing fails. Later runs are compared with this commit.\n' | tee "$out/first.md" >&2
fi
