# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Debian 12 packages that muster needs. Sourced by ./dev; installs only what is missing, and says
# what.

packages_of() {
  case $1 in
    build)
      echo g++ cmake ninja-build ccache pkg-config libboost1.81-dev libboost-json1.81-dev \
        libboost-url1.81-dev libsqlitecpp-dev libsqlite3-dev libspdlog-dev libfmt-dev \
        libgtest-dev libgmock-dev libcurl4-openssl-dev libssl-dev libsodium-dev libicu-dev \
        libhowardhinnant-date-dev libkainjow-mustache-dev libcsv-dev libxlsxwriter-dev \
        libcli11-dev libtomlplusplus-dev libsystemd-dev prometheus-cpp-dev libbenchmark-dev tzdata
      ;;
    test) echo kannel kannel-extras strace sqlite3 ;;
    lint) echo clang-format-19 clang-tidy-19 shellcheck ;;
  esac
}

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "dev: $*"
  exit 1
}

# Prints which of the named packages are not installed.
missing_packages() {
  local installed name
  installed=" $(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null |
    sed -n 's/^ii *//p' | tr '\n' ' ' || true)"
  for name in "$@"; do
    [[ $installed == *" $name "* ]] || printf '%s\n' "$name"
  done
}

# Runs a command as root: as we are, or through sudo (which asks only on a terminal).
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif [ -t 0 ]; then
    sudo "$@"
  else
    sudo -n "$@"
  fi
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# Debian's default Boost 1.74 and Boost 1.81 cannot both be installed for development. apt-get -y
# would take the other one away; nothing of yours is removed without your word.
refuse_removals() {
  local plan removed
  [ "${MUSTER_REPLACE:-}" = 1 ] && return
  plan=$(apt-get -s --no-install-recommends install "$@" 2>/dev/null || true)
  removed=$(sed -n 's/^Remv \([^ ]*\).*/\1/p' <<<"$plan" | tr '\n' ' ')
  [ -z "$removed" ] || fail "installing $* would remove: $removed
Boost 1.81, which muster needs, and Debian's default Boost 1.74 exclude each other (headers only;
programs built with 1.74 go on running). To replace it: MUSTER_REPLACE=1 ./dev setup
Or build in a container or on another Debian 12 machine."
}

# Kannel's package starts its servers at once; the tests start their own on free ports. Denies that
# one start, unless this machine has a policy of its own, and takes the service out of the boot.
install_kannel() {
  local policy=/usr/sbin/policy-rc.d ours='' status=0
  if [ ! -e $policy ]; then
    ours=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
    as_root chmod 755 $policy
    # shellcheck disable=SC2064  # expanded now: at the exit this function's variables are gone.
    trap "as_root rm -f $policy" EXIT
  fi
  apt_get install --no-install-recommends "$@" || status=$?
  if [ -n "$ours" ]; then
    as_root rm -f $policy
    trap - EXIT
  fi
  [ $status = 0 ] || return $status
  as_root update-rc.d kannel disable >/dev/null 2>&1 || true
  if [ -d /run/systemd/system ]; then
    as_root systemctl -q disable --now kannel >/dev/null 2>&1 || true
  fi
}

# need build test: makes sure that the packages of these groups are installed.
need() {
  local group names=() missing
  for group in "$@"; do
    read -ra missing <<<"$(packages_of "$group" | tr '\n' ' ')"
    names+=("${missing[@]}")
  done
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    fail "this is not Debian; muster is built on Debian 12 with: ${names[*]}"
  fi
  mapfile -t missing < <(missing_packages "${names[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    fail "missing packages, and neither root nor sudo to install them. As root:
  apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  fi
  say "dev: installing ${#missing[@]} Debian packages: ${missing[*]}"
  # On standard error: the output of ./dev test belongs to the tests.
  install_missing "${missing[@]}" >&2 ||
    fail "apt-get could not install: ${missing[*]}
muster needs the packages of Debian 12 (bookworm). Look at apt-get's words above; if it could not
reach a mirror, mend /etc/apt/sources.list or the network and run the same command again."
}

install_missing() {
  apt_get update || say 'dev: apt-get update failed; trying with the lists that are there'
  refuse_removals "$@"
  if [[ " $* " == *' kannel '* ]]; then
    install_kannel "$@"
  else
    apt_get install --no-install-recommends "$@"
  fi
}
