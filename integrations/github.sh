#!/usr/bin/env bash
# What action.yml runs: the scan, its outputs, the summary of the job and, when asked for, one comment on the pull request.
set -euo pipefail

WRIT_OUT=$(mktemp -d "${RUNNER_TEMP:-/tmp}/writ.XXXXXX")
export WRIT_OUT
# A shallow checkout may not have the base: without it everything counts as new.
git cat-file -e "${WRIT_BASE:-none}^{commit}" 2>/dev/null || WRIT_BASE=
export WRIT_BASE
code=0
bash "$(dirname "$0")/scan.sh" || code=$?
printf '%s\n' "html=$WRIT_OUT/writ.html" "sarif=$WRIT_OUT/writ.sarif" >>"${GITHUB_OUTPUT:-/dev/null}"
if [ -f "$WRIT_OUT/diff.md" ]; then
  printf 'diff=%s\n' "$WRIT_OUT/diff.md" >>"${GITHUB_OUTPUT:-/dev/null}"
  cat "$WRIT_OUT/diff.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  if [ "${WRIT_COMMENT:-false}" = true ] && [ -n "${WRIT_PULL_REQUEST:-}" ]; then
    gh pr comment "$WRIT_PULL_REQUEST" --body-file "$WRIT_OUT/diff.md" --edit-last ||
      gh pr comment "$WRIT_PULL_REQUEST" --body-file "$WRIT_OUT/diff.md"
  fi
fi
exit "$code"
