# One image for every role: `serve run` on one machine, the pods of KubeRay, the knowledge base's initializer.
#
#   docker build --target cpu --tag synthesis-graph:0.1.0 .
#   docker build --target gpu --tag synthesis-graph:0.1.0-gpu .
#
# Versions come from constraints.txt alone. Where packages come from is the builder's business: PIP_INDEX_URL and
# PIP_EXTRA_INDEX_URL are build arguments that pip reads (an index with CPU builds of torch makes EXTRAS with
# `transformers` several times smaller). Bases are arguments too: any Debian or Ubuntu with Python 3.11 or newer.
ARG CPU_BASE=python:3.11-slim-bookworm
# The major version of CUDA that the pinned torch is built for; torch's wheels bring its libraries, so `base` is enough.
ARG GPU_BASE=nvidia/cuda:13.0.2-base-ubuntu24.04
# Compiling flash-attn needs the whole toolkit; it is taken only with FLASH_ATTN=1.
ARG GPU_BUILD_BASE=nvidia/cuda:13.0.2-devel-ubuntu24.04

# --- CPU: dependencies into a virtual environment at /opt/venv, then the image --------------------------------------------
FROM ${CPU_BASE} AS cpu-dependencies
ARG EXTRAS=serve,pulsar,kuberay
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
COPY docker/python.sh docker/dependencies.sh /build/
COPY pyproject.toml constraints.txt /build/
RUN bash /build/python.sh build && bash /build/dependencies.sh "${EXTRAS}"

FROM ${CPU_BASE} AS cpu
LABEL org.opencontainers.image.title="synthesis-graph" \
  org.opencontainers.image.description="A specification in, a verified Python function out; the CPU image" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY docker/python.sh docker/user.sh /build/
RUN bash /build/python.sh run && bash /build/user.sh && rm -r /build
COPY --from=cpu-dependencies /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
  HOME=/home/ray RAY_USAGE_STATS_ENABLED=0 SERVE_HOST=0.0.0.0 INDEX_PATH=/opt/knowledge-base
WORKDIR /app
COPY . /app
RUN python -m compileall -q -j 0 /app && python -m retrieval.initializer --output /opt/knowledge-base && \
  chmod -R a+rX /opt/knowledge-base
USER 1000:1000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 CMD ["python", "-m", "deployments.health_check"]
ENTRYPOINT ["python", "-m", "deployments.entrypoint"]
CMD ["serve", "serve_config.yaml"]

# --- GPU: the same on CUDA --------------------------------------------------------------------------------------------------
FROM ${GPU_BUILD_BASE} AS gpu-dependencies
ARG EXTRAS=serve,pulsar,kuberay,transformers,gpu
ARG FLASH_ATTN=
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
COPY docker/python.sh docker/dependencies.sh /build/
COPY pyproject.toml constraints.txt /build/
RUN bash /build/python.sh build && bash /build/dependencies.sh "${EXTRAS}${FLASH_ATTN:+,flash}"

FROM ${GPU_BASE} AS gpu
LABEL org.opencontainers.image.title="synthesis-graph" \
  org.opencontainers.image.description="A specification in, a verified Python function out; the GPU image" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="0.1.0"
COPY docker/python.sh docker/user.sh /build/
RUN bash /build/python.sh run && bash /build/user.sh && rm -r /build
COPY --from=gpu-dependencies /opt/venv /opt/venv
# The weights of a language model stay on a volume: HF_HOME=/models.
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin PYTHONPATH=/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
  HOME=/home/ray RAY_USAGE_STATS_ENABLED=0 SERVE_HOST=0.0.0.0 INDEX_PATH=/opt/knowledge-base HF_HOME=/models
WORKDIR /app
COPY . /app
RUN python -m compileall -q -j 0 /app && python -m retrieval.initializer --output /opt/knowledge-base && \
  chmod -R a+rX /opt/knowledge-base
USER 1000:1000
VOLUME /models
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=6s --start-period=300s --retries=3 CMD ["python", "-m", "deployments.health_check"]
ENTRYPOINT ["python", "-m", "deployments.entrypoint"]
CMD ["serve", "serve_config.yaml"]
