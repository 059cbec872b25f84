#!/usr/bin/env bash
# user.sh: the user that everything runs as, by number where the base has a name for it; and the commands at a place that a
# login shell finds too, for KubeRay may start pods through one.
set -euo pipefail
getent group 1000 >/dev/null || groupadd --gid 1000 ray
getent passwd 1000 >/dev/null || useradd --uid 1000 --gid 1000 --no-create-home --home-dir /home/ray --shell /bin/bash ray
mkdir -p /home/ray /models /opt/knowledge-base
chown 1000:1000 /home/ray /models
for name in python ray serve; do ln -sf "/opt/venv/bin/$name" "/usr/local/bin/$name"; done
