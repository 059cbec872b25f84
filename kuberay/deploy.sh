#!/usr/bin/env bash
# For those who look for a script: REGISTRY=… TAG=… NAMESPACE=… kuberay/deploy.sh --overlay cpu --wait
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && exec "${PYTHON:-python3}" -m kuberay deploy "$@"
