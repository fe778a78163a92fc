#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh BUILD [SECTION...]: builds the driver and measures; fails with the number of marks missed.
set -euo pipefail
build=${1:?the build directory}
shift
ninja -C "$build" bench >&2
exec "$build/muster-bench" "$@"
