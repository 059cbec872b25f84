#!/usr/bin/env bash
# The image built and its engine running where neither can be pulled: Docker's engine from Debian, a base by debootstrap.
# Usage, as root: up.sh start DIR   starts dockerd on DIR/docker.sock, with no bridge and no change of the firewall
#                 up.sh build DIR   makes the base once and builds synthesis-graph:test on it: 5 to 10 minutes
#                 up.sh stop DIR    stops what `start` started there
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
command=${1:?start, build or stop} dir=$(mkdir -p "${2:?a folder}" && cd "$2" && pwd)
export DOCKER_HOST=unix://$dir/docker.sock DOCKER_BUILDKIT=1

die() { printf 'up.sh: %s\n' "$*" >&2; exit 1; }

engine() { # Debian's own client: another one on PATH may lack the builder
  if [[ -x /usr/bin/docker ]]; then /usr/bin/docker "$@"; else docker "$@"; fi
}

install() {
  local missing=()
  command -v dockerd >/dev/null || missing+=(docker.io)
  command -v debootstrap >/dev/null || missing+=(debootstrap)
  [[ ${#missing[@]} -eq 0 ]] && return
  [[ $(id -u) -eq 0 ]] && command -v apt-get >/dev/null || die "missing: ${missing[*]}"
  apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null || die "could not be installed: ${missing[*]}"
}

start() {
  install
  docker info >/dev/null 2>&1 && return
  setsid dockerd --iptables=false --bridge=none --data-root "$dir/data" --exec-root "$dir/exec" \
    --pidfile "$dir/dockerd.pid" -H "$DOCKER_HOST" >"$dir/dockerd.log" 2>&1 </dev/null &
  for _ in $(seq 150); do
    ! docker info >/dev/null 2>&1 || { printf 'DOCKER_HOST=%s\n' "$DOCKER_HOST"; return; }
    sleep .2
  done
  die "Docker's engine does not run on this machine: $(tail -n 3 "$dir/dockerd.log")"
}

base() { # a Debian with Python, and this machine's certificates and pip configuration, so that it reaches what we reach
  ! docker image inspect synthesis-graph-base:test >/dev/null 2>&1 || return 0
  local packages=ca-certificates,wget,python3,python3-venv
  rm -rf -- "$dir/rootfs"
  debootstrap --variant=minbase --include=$packages bookworm "$dir/rootfs" >"$dir/debootstrap.log" 2>&1 ||
    die "debootstrap failed; see $dir/debootstrap.log"
  cp /etc/ssl/certs/ca-certificates.crt "$dir/rootfs/etc/ssl/certs/ca-certificates.crt"
  [[ ! -f /etc/pip.conf ]] || cp /etc/pip.conf "$dir/rootfs/etc/pip.conf"
  tar -C "$dir/rootfs" -c . | docker import - synthesis-graph-base:test >/dev/null
  rm -rf -- "$dir/rootfs"
}

build() {
  start
  base
  engine build --network host --target cpu --build-arg CPU_BASE=synthesis-graph-base:test \
    --tag synthesis-graph:test "$root"
}

stop() {
  [[ -f $dir/dockerd.pid ]] || return 0
  kill "$(<"$dir/dockerd.pid")"
}

case $command in
  start | build | stop) "$command" ;;
  *) die "no command '$command'; start, build or stop" ;;
esac
