#!/usr/bin/env bash
# user.sh: the user that everything runs as, by number where the base has a name for it; and the way to the virtual
# environment for login shells too, which start from a PATH of their own and through which KubeRay may start pods.
set -euo pipefail
getent group 1000 >/dev/null || groupadd --gid 1000 ray
getent passwd 1000 >/dev/null || useradd --uid 1000 --gid 1000 --no-create-home --home-dir /home/ray --shell /bin/bash ray
mkdir -p /home/ray /models /opt/knowledge-base
chown 1000:1000 /home/ray /models
printf 'PATH=/opt/venv/bin:$PATH\n' >/etc/profile.d/venv.sh
