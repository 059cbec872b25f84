"""Every option of the served application, with its default and its unit; refused at start when one is unknown.

Owns names, defaults and ranges. Knows neither Ray nor the stages: `app` turns these options into deployments.
A value comes from the environment (`ENGINE`, `IMPLEMENTER__MAX_REPLICAS`), else from `args` in the Serve
configuration, else from here: YAML and environment hold deviations only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

AnyCase = BeforeValidator(lambda value: value.upper() if isinstance(value, str) else value)


class DeploymentOptions(BaseModel):
    """How one deployment is replicated, bounded and watched; the defaults are those of a light stage."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min_replicas: int = Field(1, ge=0, description="replicas kept when idle; 0 lets the stage sleep")
    max_replicas: int = Field(1, ge=1, description="replicas under load")
    target_ongoing_requests: float = Field(
        1.0, gt=0, description="requests a replica at which one more is started"
    )
    upscale_delay_s: float = Field(10.0, ge=0, description="seconds of load before a replica is added")
    downscale_delay_s: float = Field(120.0, ge=0, description="seconds of idleness before one is removed")
    # 0.1: five deployments that each ask for Serve's default of one core never start on a laptop of two.
    num_cpus: float = Field(0.1, ge=0, description="cores reserved for a replica")
    num_gpus: float = Field(0.0, ge=0, description="GPUs reserved for a replica; a fraction shares one")
    accelerator_type: str | None = Field(None, description="GPU model a replica needs, such as `A100`")
    max_ongoing_requests: int = Field(
        8, ge=1, description="requests a replica holds; the rest queue at the caller"
    )
    max_queued_requests: int = Field(32, ge=-1, description="queue a caller; past it 503. -1: no bound")
    health_check_period_s: float = Field(5.0, gt=0, description="seconds between health checks of a replica")
    health_check_timeout_s: float = Field(
        15.0, gt=0, description="seconds until an unanswered check has failed"
    )
    # Serve's default of 0 stops the only replica of a stage before its successor starts: an edit of the configuration
    # would cost every request that comes meanwhile.
    max_surge_percent: int = Field(
        100,
        ge=0,
        le=100,
        description="replicas beyond the wanted number while new ones take over, in percent",
    )
    graceful_shutdown_timeout_s: float | None = Field(
        None,
        ge=0,
        description="seconds a stopping replica may finish in; none: as long as a request may take",
    )
    graceful_shutdown_wait_loop_s: float = Field(
        0.5, gt=0, description="seconds between its looks for open work"
    )

    @model_validator(mode="after")
    def _range_is_ordered(self) -> DeploymentOptions:
        if self.min_replicas > self.max_replicas:
            raise ValueError(f"min_replicas {self.min_replicas} is above max_replicas {self.max_replicas}")
        return self


class RetrieverOptions(DeploymentOptions):
    """The retriever: answers in milliseconds from an index in memory."""


class OutlinePlannerOptions(DeploymentOptions):
    """The outline planner: cheap typed reasoning."""


class ImplementerOptions(DeploymentOptions):
    """The implementer: one search at a time, for seconds, on a core (or a GPU) of its own."""

    num_cpus: float = Field(1.0, ge=0, description="cores reserved for a replica")
    # A few more than it works on: what waits in the replica has its waiting taken off its budget.
    max_ongoing_requests: int = Field(
        4, ge=1, description="requests a replica holds: one runs, the rest wait"
    )
    max_queued_requests: int = Field(8, ge=-1, description="queue a caller; past it 503. -1: no bound")


class AstValidatorOptions(DeploymentOptions):
    """The AST validator: milliseconds of a core for a candidate, in a few sandbox processes a replica."""

    sandboxes: int = Field(2, ge=1, description="sandbox processes a replica: candidates judged at once")
    # Several times what it works on: most wait for a few milliseconds only.
    max_ongoing_requests: int = Field(
        16, ge=1, description="requests a replica holds: one a sandbox runs, the rest wait"
    )
    max_queued_requests: int = Field(64, ge=-1, description="queue a caller; past it 503. -1: no bound")


class SynthesizerOptions(DeploymentOptions):
    """The synthesizer: holds many requests, each of which mostly waits for a stage.

    It holds as many as the ingress: a deadline runs from here on, so nobody may wait long in front of it.
    """

    target_ongoing_requests: float = Field(
        16.0, gt=0, description="requests a replica at which one more is started"
    )
    max_ongoing_requests: int = Field(
        128, ge=1, description="requests a replica holds; the rest queue at the caller"
    )


class HttpIngressOptions(DeploymentOptions):
    """The HTTP ingress; its queue bound is wide, so that overload is answered in this project's own form."""

    target_ongoing_requests: float = Field(
        32.0, gt=0, description="requests a replica at which one more is started"
    )
    max_ongoing_requests: int = Field(
        128, ge=1, description="requests a replica holds; the rest queue at the proxy"
    )
    max_queued_requests: int = Field(256, ge=-1, description="queue at the proxy; past it 503. -1: no bound")


class PulsarIngressOptions(DeploymentOptions):
    """The Pulsar ingress: mostly waits, for the broker and for the synthesizer; no request reaches it but by the broker."""

    min_replicas: int = Field(1, ge=1, description="replicas kept when idle; one must read the backlog")
    subscription: str = Field("synthesis-graph", min_length=1, description="name of the Shared subscription")
    in_flight: int = Field(
        64,
        ge=1,
        description="messages a replica holds unacknowledged; as many more wait in its receiver queue",
    )
    concurrency: int = Field(32, ge=1, description="requests a replica has with the synthesizer at once")
    max_attempts: int = Field(
        5, ge=1, description="attempts at a request; then an error result and a dead letter"
    )
    retry_delay_s: float = Field(
        1.0, ge=0, description="seconds before the second attempt; four times as long each"
    )
    max_retry_delay_s: float = Field(60.0, ge=0, description="longest wait before an attempt, in seconds")
    dedupe_window_s: float = Field(
        86_400.0,
        gt=0,
        description="seconds for which an answer is kept and given again to the same request_id",
    )
    pause_s: float = Field(
        0.25, gt=0, description="first pause in receiving when load is shed; twice as long each"
    )
    max_pause_s: float = Field(5.0, gt=0, description="longest pause in receiving, in seconds")
    longest_hold_s: float = Field(
        900.0,
        gt=0,
        description="seconds a request may wait for room, or for a node; then its attempt has failed",
    )
    send_timeout_s: float = Field(10.0, gt=0, description="seconds until a send is tried again")
    drain_s: float = Field(
        20.0, ge=0, description="seconds to finish in when stopping; the rest is handed back"
    )
    backlog_period_s: float = Field(2.0, gt=0, description="seconds between looks at the backlog")
    compaction_period_s: float = Field(600.0, gt=0, description="seconds between compactions of the ledger")
    graceful_shutdown_timeout_s: float = Field(
        30.0, ge=0, description="seconds a stopping replica may finish in; more than drain_s"
    )

    @model_validator(mode="after")
    def _drain_fits(self) -> PulsarIngressOptions:
        if self.drain_s >= self.graceful_shutdown_timeout_s:
            raise ValueError("drain_s must be below graceful_shutdown_timeout_s")
        return self


class PulsarAuthOptions(BaseModel):
    """Who this is to the broker: a token, or a TLS certificate, or OAuth2; none by default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: SecretStr | None = Field(None, description="a JSON web token")
    token_file: Path | None = Field(None, description="a file with the token, read at each connection")
    tls_trust_certs: Path | None = Field(None, description="certificates to trust, PEM; with `pulsar+ssl://`")
    tls_allow_insecure: bool = Field(
        False, description="accept any certificate and any host name of the broker"
    )
    tls_certificate: Path | None = Field(None, description="own certificate, PEM; with tls_key")
    tls_key: Path | None = Field(None, description="own private key, PEM")
    oauth2_issuer_url: str | None = Field(None, description="issuer of OAuth2 tokens")
    oauth2_credentials: Path | None = Field(None, description="file with the client's credentials, JSON")
    oauth2_audience: str | None = Field(None, description="audience to ask a token for")
    oauth2_scope: str | None = Field(None, description="scope to ask a token for")

    @model_validator(mode="after")
    def _one_way(self) -> PulsarAuthOptions:
        ways = (self.token, self.token_file, self.tls_certificate, self.oauth2_issuer_url)
        if sum(way is not None for way in ways) > 1:
            raise ValueError("give one of token, token_file, tls_certificate and oauth2_issuer_url")
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError("tls_certificate and tls_key belong together")
        if (self.oauth2_issuer_url is None) != (self.oauth2_credentials is None):
            raise ValueError("oauth2_issuer_url and oauth2_credentials belong together")
        return self


class AppSettings(BaseSettings):
    """The options of the application; `deployments.app:build` takes them as its one argument."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_nested_delimiter="__", env_ignore_empty=True
    )

    engine: str = Field("embedded", description="who implements: embedded, transformers or openai")
    engine_config: Path | None = Field(
        None, description="YAML of the engine's own options, as configs/deepseek_model_config.yaml"
    )
    index_path: Path | None = Field(None, description="folder of the retrieval index; none: the default one")
    max_deadline_s: float = Field(
        60.0, gt=0, description="longest deadline a request may ask for, in seconds"
    )
    # Time for the hops between replicas: the stages themselves keep to the deadline of the request.
    grace_s: float = Field(1.0, gt=0, description="seconds past its budget after which a call is cancelled")
    stuck_after_s: float = Field(
        30.0, gt=0, description="seconds work may ignore its cancellation; then a new replica"
    )
    max_body_bytes: int = Field(1_000_000, gt=0, description="largest request body, in bytes")
    retry_after_s: int = Field(2, ge=0, description="seconds a refused client is asked to wait (Retry-After)")
    ready_timeout_s: float = Field(2.0, gt=0, description="seconds /readyz waits for a stage")
    enable_health_check: bool = Field(True, description="false removes /healthz and /readyz")
    health_check_port: int = Field(
        8000, ge=1, le=65535, description="port of the health routes: Serve's HTTP port"
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], AnyCase] = Field(
        "INFO", description="of every deployment"
    )
    log_encoding: Annotated[Literal["JSON", "TEXT"], AnyCase] = Field(
        "JSON", description="JSON: one object a line"
    )

    pulsar_service_url: str | None = Field(
        None,
        pattern=r"^pulsar(\+ssl)?://",
        description="broker to take requests from, `pulsar://host:6650`; none: HTTP only",
    )
    pulsar_admin_url: str | None = Field(
        None,
        pattern="^https?://",
        description="its admin interface, `http://host:8080`: backlog for scaling, compaction of the ledger",
    )
    input_topic: str = Field(
        "code-generation-requests", min_length=1, description="requests; dead letters: `…-dlq`"
    )
    output_topic: str = Field("code-generation-results", min_length=1, description="results")
    pulsar_auth: PulsarAuthOptions = Field(PulsarAuthOptions(), description="who this is to the broker")

    http_ingress: HttpIngressOptions = HttpIngressOptions()
    pulsar_ingress: PulsarIngressOptions = PulsarIngressOptions()
    synthesizer: SynthesizerOptions = SynthesizerOptions()
    retriever: RetrieverOptions = RetrieverOptions()
    outline_planner: OutlinePlannerOptions = OutlinePlannerOptions()
    implementer: ImplementerOptions = ImplementerOptions()
    ast_validator: AstValidatorOptions = AstValidatorOptions()

    @property
    def longest_request_s(self) -> float:
        """Seconds after which the ingress itself gives a request up: each hop has its grace beyond the deadline."""
        return self.max_deadline_s + 3 * self.grace_s

    @classmethod
    def settings_customise_sources(  # noqa: D102 - pydantic-settings names and calls it
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - as D102
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no dotenv file is read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - nor a secrets folder
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings  # the environment wins over the file, as operators expect
