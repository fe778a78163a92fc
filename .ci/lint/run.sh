#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What ./dev lint does. `run.sh` looks at all files in seconds; `run.sh --tidy BUILD` adds
# clang-tidy-19 on the changed C++ files, at most MUSTER_TIDY_FILES (20), those with most changed
# lines first, so that CI's time holds.
set -euo pipefail
here=.ci/lint
failed=0
tidy_files=${MUSTER_TIDY_FILES:-20}

all_files() {
  if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -co --exclude-standard
  else
    find . \( -path ./build -o -path ./var -o -path ./.git \) -prune -o -type f -printf '%P\n'
  fi
}

# What the change is measured against: where this branch left the main one, else the commit before;
# nothing if there is neither (a first commit, a shallow clone, no git): then every file counts as
# changed.
base_commit() {
  local head main base=''
  head=$(git rev-parse -q --verify HEAD 2>/dev/null) || return 0
  for main in origin/HEAD origin/main main; do
    base=$(git merge-base HEAD "$main" 2>/dev/null) && [ "$base" != "$head" ] && break
    base=''
  done
  [ -n "$base" ] || base=$(git rev-parse -q --verify HEAD~1 2>/dev/null) || true
  printf '%s' "$base"
}

# "lines path" for each changed C++ file that exists, most lines first.
changed_cpp() {
  local base path
  base=$(base_commit)
  {
    if [ -n "$base" ]; then
      git diff --numstat --no-renames "$base" -- '*.cpp' '*.hpp' | awk '{print $1 + $2, $3}'
      git ls-files -o --exclude-standard -- '*.cpp' '*.hpp' | sed 's/^/999999 /'
    else
      all_files | grep -E '\.(cpp|hpp)$' | sed 's/^/1 /' || true
    fi
  } | sort -rn | while read -r lines path; do
    if [ -f "$path" ]; then printf '%s %s\n' "$lines" "$path"; fi
  done
}

layout() {
  local files
  if ! command -v clang-format-19 >/dev/null; then
    echo 'layout: not checked, clang-format-19 is not installed (./dev fmt installs it)'
    return
  fi
  mapfile -t files < <(changed_cpp | cut -d' ' -f2-)
  [ ${#files[@]} -gt 0 ] || return 0
  local found
  found=$(clang-format-19 --dry-run "${files[@]}" 2>&1 | grep -E ': warning: ' |
    sed -E 's/^([^:]+:[0-9]+):.*/\1: [layout] not as clang-format-19 sets it; run .\/dev fmt/' |
    sort -u -t: -k1,1 || true)
  if [ -n "$found" ]; then
    printf '%s\n' "$found"
    failed=1
  else
    echo "layout: ${#files[@]} changed files, nothing found"
  fi
}

shell() {
  local files
  if ! command -v shellcheck >/dev/null; then
    echo 'shell: not checked, shellcheck is not installed'
    return
  fi
  mapfile -t files < <(all_files | grep -E '\.sh$|^dev$|^\.ci/run$')
  if shellcheck -x -f gcc "${files[@]}"; then
    echo "shell: ${#files[@]} files, nothing found"
  else
    failed=1
  fi
}

tidy() {
  local build=$1 changed files rest
  if [ ! -f "$build/compile_commands.json" ]; then
    echo "tidy: no $build; run ./dev build"
    failed=1
    return
  fi
  mapfile -t changed < <(changed_cpp | cut -d' ' -f2- | grep -E '^src/.*\.cpp$' || true)
  files=("${changed[@]:0:$tidy_files}")
  rest=$((${#changed[@]} - ${#files[@]}))
  if [ ${#files[@]} = 0 ]; then
    echo 'tidy: no changed source'
    return
  fi
  echo "tidy: ${files[*]}"
  if [ $rest != 0 ]; then
    echo "tidy: $rest more changed files are over the limit of $tidy_files (MUSTER_TIDY_FILES)"
  fi
  # GCC's precompiled header and warning flags mean nothing to clang.
  local options=(-p "$build" --quiet --extra-arg=-Wno-unknown-warning-option
    --extra-arg=-Wno-ignored-gch --extra-arg=-Wno-unused-command-line-argument)
  if printf '%s\0' "${files[@]}" |
    xargs -0 -n 1 -P "$(nproc)" timeout 300 clang-tidy-19 "${options[@]}" 2>/dev/null; then
    echo "tidy: ${#files[@]} files, nothing found"
  else
    echo 'tidy: findings above, or a file that clang-tidy-19 could not finish in 300 s'
    failed=1
  fi
}

perl $here/lint.pl --self-test $here/cases/*.txt || failed=1
all_files | perl $here/lint.pl || failed=1
layout
shell
if [ "${1:-}" = --tidy ]; then tidy "$2"; fi
exit $failed
