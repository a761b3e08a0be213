#!/usr/bin/env bash
# What writ.gitlab-ci.yml runs: the scan, compared with the target of a merge request, else with the last commit of the branch for which the
# job succeeded.
set -euo pipefail

good=.writ-last-good
known() { [ -n "$1" ] && git cat-file -e "$1^{commit}" 2>/dev/null; }
if [ -z "${WRIT_BASE:-}" ] && [ -z "${WRIT_BASELINE:-}" ] && [ -n "${CI_COMMIT_BRANCH:-}" ]; then
  last=$(head -c 64 "$good" 2>/dev/null | tr -cd '0-9a-f' || true)
  if known "$last"; then WRIT_BASE=$last
  elif known "${CI_COMMIT_BEFORE_SHA:-}"; then WRIT_BASE=$CI_COMMIT_BEFORE_SHA
  # GitLab says by zeros that the branch had nothing before.
  elif [[ "${CI_COMMIT_BEFORE_SHA:-}" =~ ^0+$ ]] && [ -z "$last" ] && [ "${CI_PIPELINE_SOURCE:-}" = push ]; then export WRIT_FIRST=true
  fi
  export WRIT_BASE
fi
bash "$(dirname "$0")/scan.sh"
[ -z "${CI_COMMIT_BRANCH:-}" ] || printf '%s\n' "${CI_COMMIT_SHA:-}" >"$good"
