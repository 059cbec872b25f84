#!/usr/bin/env bash
# dependencies.sh EXTRAS: the project's dependencies and those of the extras, at the versions of constraints.txt, into
# /opt/venv; `flash` alone is not pinned there, for it compiles against what was just installed.
set -euo pipefail
python3 -m venv /opt/venv
cd /build
/opt/venv/bin/python - "$1" >requirements.txt <<'P'
import sys, tomllib
with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
extras = [extra for extra in sys.argv[1].split(",") if extra and extra != "flash"]
lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
print("\n".join(line for line in lines if not line.startswith(project["name"])))  # an extra of ours within an extra
P
/opt/venv/bin/python -m pip install --no-cache-dir -r requirements.txt -c constraints.txt
if [[ ,$1, == *,flash,* ]]; then
  /opt/venv/bin/python -m pip install --no-cache-dir setuptools wheel packaging
  /opt/venv/bin/python -m pip install --no-cache-dir --no-build-isolation 'flash-attn>=2.7'
fi
/opt/venv/bin/python -m pip uninstall --yes --quiet pip # nothing is installed into a running container
find /opt/venv -depth -type d \( -name tests -o -name __pycache__ \) -path '*/site-packages/*' \
  -not -path '*/torch/*' -not -path '*/numpy/*' -exec rm -rf {} +
/opt/venv/bin/python -m compileall -q -j 0 /opt/venv/lib || true # a few packages carry templates that do not compile
