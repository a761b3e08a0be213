#!/usr/bin/env bash
# What action.yml runs: the scan, its outputs, the summary of the job and, when asked for, one comment on the pull request.
set -euo pipefail

WRIT_OUT=$(mktemp -d "${RUNNER_TEMP:-/tmp}/writ.XXXXXX")
export WRIT_OUT
# Outside of pull requests: the last commit of the branch for which this workflow succeeded. What has failed once fails until it is mended or
# accepted. Where nobody may ask (no GH_TOKEN with actions: read), the commit before the push; where there is none, everything is new.
if [ -z "${WRIT_BASE:-}" ] && [ -z "${WRIT_PULL_REQUEST:-}" ] && [ -z "${WRIT_BASELINE:-}" ]; then
  workflow=${GITHUB_WORKFLOW_REF:-}
  workflow=${workflow%@*}
  if good=$(gh api --method GET "repos/${GITHUB_REPOSITORY:-}/actions/workflows/${workflow##*/}/runs" --field branch="${GITHUB_REF_NAME:-}" \
    --field status=success --field per_page=20 --jq '.workflow_runs[].head_sha' 2>/dev/null); then
    [ -n "$good" ] || export WRIT_FIRST=true
    # A branch that was rewritten may have lost some of them.
    for one in $good; do
      if git cat-file -e "$one^{commit}" 2>/dev/null; then WRIT_BASE=$one && break; fi
    done
  else
    WRIT_BASE=${WRIT_BEFORE:-}
    printf 'writ: the last successful run is not known (GH_TOKEN with actions: read tells it): compared with %s\n' "${WRIT_BASE:-nothing}" >&2
  fi
fi
# A shallow checkout may not have the base: without it everything counts as new.
git cat-file -e "${WRIT_BASE:-none}^{commit}" 2>/dev/null || WRIT_BASE=
export WRIT_BASE
code=0
bash "$(dirname "$0")/scan.sh" || code=$?
printf '%s\n' "html=$WRIT_OUT/writ.html" "sarif=$WRIT_OUT/writ.sarif" >>"${GITHUB_OUTPUT:-/dev/null}"
[ ! -f "$WRIT_OUT/first.md" ] || cat "$WRIT_OUT/first.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
if [ -f "$WRIT_OUT/diff.md" ]; then
  printf 'diff=%s\n' "$WRIT_OUT/diff.md" >>"${GITHUB_OUTPUT:-/dev/null}"
  cat "$WRIT_OUT/diff.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  if [ "${WRIT_COMMENT:-false}" = true ] && [ -n "${WRIT_PULL_REQUEST:-}" ]; then
    # Other jobs write with the same account, and strangers may write our mark: ours is what both hold of.
    # shellcheck disable=SC2016 # the variables are those of GraphQL
    ours=$(gh api graphql --paginate --raw-field owner="${GITHUB_REPOSITORY%%/*}" --raw-field name="${GITHUB_REPOSITORY#*/}" \
      --field number="$WRIT_PULL_REQUEST" --raw-field query='query($owner: String!, $name: String!, $number: Int!, $endCursor: String) {
        repository(owner: $owner, name: $name) { pullRequest(number: $number) { comments(first: 100, after: $endCursor) {
          nodes { databaseId viewerDidAuthor body } pageInfo { hasNextPage endCursor } } } } }' \
      --jq '.data.repository.pullRequest.comments.nodes[] | select(.viewerDidAuthor and (.body | startswith("<!-- writ-diff -->"))) | .databaseId')
    ours=${ours%%$'\n'*}
    if [ -n "$ours" ]; then
      gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$ours" --field "body=@$WRIT_OUT/diff.md"
    else
      gh api --silent --method POST "repos/$GITHUB_REPOSITORY/issues/$WRIT_PULL_REQUEST/comments" --field "body=@$WRIT_OUT/diff.md"
    fi
  fi
fi
exit "$code"
