"""The composition root of the served application: settings in, one Serve application out.

Owns which class becomes which deployment, with which options, and who holds whose handle. Serve reads the type of
`build`'s one parameter at run time, so annotations in this module must not be postponed.
"""

from typing import Any

from ray import serve
from ray.serve import Application
from ray.serve.schema import LoggingConfig

from deployments.ast_validator import AstValidator
from deployments.http_ingress import HttpIngress
from deployments.implementer import Implementer
from deployments.outline_planner import OutlinePlanner
from deployments.retriever import Retriever
from deployments.settings import AppSettings, DeploymentOptions, PulsarIngressOptions
from deployments.synthesizer import StageHandles, Synthesizer
from synthesis_graph.implementation import choose_engine

STAGES: dict[str, type] = {
    "retriever": Retriever,
    "outline_planner": OutlinePlanner,
    "implementer": Implementer,
    "ast_validator": AstValidator,
}


def build(args: AppSettings) -> Application:
    """The application that `serve run` starts; ValidationError for an unknown or impossible option."""
    return assemble(args, STAGES)


def assemble(settings: AppSettings, stages: dict[str, type]) -> Application:
    """The graph of deployments over these stage classes: ingresses → synthesizer → each of the four stages.

    The HTTP ingress is its root; it holds the Pulsar ingress, where a broker is configured, to tell of its state.
    ConfigurationError for an engine that does not exist or a wrong option of it.
    """
    asked = synthesizer(settings, stages)
    others: tuple[Application, ...] = ()
    if settings.pulsar_service_url is not None:
        from deployments.pulsar_ingress.deployment import PulsarIngress

        others = (_bind(settings, "pulsar_ingress", PulsarIngress, asked, settings),)
    return _bind(settings, "http_ingress", serve.ingress()(HttpIngress), asked, settings, *others)


def synthesizer(settings: AppSettings, stages: dict[str, type]) -> Application:
    """The synthesizer with its stages: what every ingress asks."""
    arguments: dict[str, dict[str, Any]] = {
        "retriever": {"index_path": settings.index_path},
        "implementer": {"engine": choose_engine(settings.engine, settings.engine_config)},
        "ast_validator": {"sandboxes": settings.ast_validator.sandboxes},
    }
    handles: dict[str, Any] = {
        name: _bind(settings, name, stage, stuck_after_s=settings.stuck_after_s, **arguments.get(name, {}))
        for name, stage in stages.items()
    }
    return _bind(settings, "synthesizer", Synthesizer, StageHandles(**handles), settings)


def _bind(settings: AppSettings, name: str, kind: Any, *args: Any, **kwargs: Any) -> Application:
    options = _options(getattr(settings, name), settings)
    application: Application = serve.deployment(name=name)(kind).options(**options).bind(*args, **kwargs)
    return application


def _options(stage: DeploymentOptions, settings: AppSettings) -> dict[str, Any]:
    actor = {"num_gpus": stage.num_gpus, "accelerator_type": stage.accelerator_type}
    passed_on = (
        "max_ongoing_requests", "max_queued_requests", "health_check_period_s", "health_check_timeout_s",
        "graceful_shutdown_wait_loop_s", "max_surge_percent",
    )  # fmt: skip
    drain_s = stage.graceful_shutdown_timeout_s
    return {
        **stage.model_dump(include=set(passed_on)),
        # Serve kills what a replaced replica has not answered by then, and the caller gets an error.
        "graceful_shutdown_timeout_s": settings.longest_request_s + settings.grace_s
        if drain_s is None
        else drain_s,
        **_replicas(stage, watched=isinstance(stage, PulsarIngressOptions)),
        "ray_actor_options": {"num_cpus": stage.num_cpus} | {k: v for k, v in actor.items() if v},
        "backpressure_config": {"status_code": 503, "retry_after_s": settings.retry_after_s},
        "logging_config": LoggingConfig(encoding=settings.log_encoding, log_level=settings.log_level),
    }


def _replicas(stage: DeploymentOptions, *, watched: bool) -> dict[str, Any]:
    """`watched`: Serve asks only deployments that may scale for their statistics."""
    if stage.min_replicas == stage.max_replicas and not watched:
        return {"num_replicas": stage.min_replicas}
    names = (
        "min_replicas",
        "max_replicas",
        "target_ongoing_requests",
        "upscale_delay_s",
        "downscale_delay_s",
    )
    return {"autoscaling_config": stage.model_dump(include=set(names))}
