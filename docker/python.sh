#!/usr/bin/env bash
# python.sh build|run: what the base must have. KubeRay starts pods through bash and probes them with wget; a build may
# compile. Python comes from the base where it is there (python:3.11-slim), else from the distribution.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
packages=(ca-certificates wget)
command -v python3 >/dev/null || packages+=(python3)
[[ $1 != build ]] || python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
[[ $1 != build || ! -d /usr/local/cuda/include ]] || packages+=(python3-dev g++ ninja-build) # flash-attn compiles
missing=()
for package in "${packages[@]}"; do
  dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [[ ${#missing[@]} -gt 0 ]]; then
  apt-get update
  apt-get install --yes --no-install-recommends "${missing[@]}"
  rm -rf /var/lib/apt/lists/*
fi
# Ray starts a dozen interpreters, and nothing can be written into a running container: what is not compiled here is
# compiled anew by each of them. Some bases come without bytecode.
[[ $1 != run ]] || python3 -m compileall -q -j 0 -x '/(test|tests|idlelib|lib2to3|site-packages|dist-packages)/' \
  "$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
