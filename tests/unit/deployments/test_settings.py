from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ValidationError
from ray.serve.schema import ServeDeploySchema

from deployments.settings import AppSettings, DeploymentOptions

ROOT = Path(__file__).parents[3]
FILES = [ROOT / "serve_config.yaml", ROOT / "configs/production.yaml", ROOT / "configs/pulsar.yaml"]
DEPLOYMENTS = [n for n, f in AppSettings.model_fields.items() if isinstance(f.default, DeploymentOptions)]


def load(path: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(path.read_text())
    return config


@pytest.mark.parametrize("args", [{"enginee": "embedded"}, {"implementer": {"max_replica": 3}}])
def test_an_unknown_key_fails(args: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        AppSettings.model_validate(args)


def test_an_unknown_nested_key_of_the_environment_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPLEMENTER__MAX_REPLICA", "3")
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        AppSettings()


def test_a_replica_range_must_be_ordered() -> None:
    with pytest.raises(ValidationError, match="above max_replicas"):
        AppSettings.model_validate({"retriever": {"min_replicas": 2}})


def test_one_deviation_leaves_the_other_defaults_of_its_stage() -> None:
    settings = AppSettings.model_validate({"implementer": {"max_replicas": 7}})
    assert settings.implementer.max_replicas == 7
    assert settings.implementer.num_cpus == 1.0
    assert settings.implementer.max_queued_requests == AppSettings().implementer.max_queued_requests


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMPLEMENTER__MAX_REPLICAS", "5")
    monkeypatch.setenv("ENABLE_HEALTH_CHECK", "false")
    settings = AppSettings.model_validate(
        {"enable_health_check": True, "implementer": {"max_replicas": 2, "num_gpus": 1}}
    )
    assert (settings.enable_health_check, settings.implementer.max_replicas) == (False, 5)
    assert settings.implementer.num_gpus == 1


def test_a_log_level_may_be_written_in_any_case() -> None:
    assert AppSettings.model_validate({"log_level": "debug"}).log_level == "DEBUG"


def test_every_option_says_what_it_is() -> None:
    models: list[type[BaseModel]] = [
        AppSettings,
        *(type(AppSettings.model_fields[name].default) for name in DEPLOYMENTS),
    ]
    silent = [
        f"{model.__name__}.{name}"
        for model in models
        for name, field in model.model_fields.items()
        if name not in DEPLOYMENTS and not field.description
    ]
    assert not silent


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_configuration_files_hold_valid_options_and_the_one_port(path: Path) -> None:
    config = load(path)
    ServeDeploySchema.model_validate(config)
    (application,) = config["applications"]
    AppSettings.model_validate(application["args"])
    assert application["import_path"] == "deployments.app:build"
    assert config["http_options"]["port"] == AppSettings().health_check_port == 8000
    assert config["http_options"]["request_timeout_s"] > AppSettings().max_deadline_s


def test_the_laptop_configuration_fits_two_cores_without_a_gpu() -> None:
    (application,) = load(FILES[0])["applications"]
    settings = AppSettings.model_validate(application["args"])
    stages = [getattr(settings, name) for name in DEPLOYMENTS]
    assert sum(s.num_cpus * s.max_replicas for s in stages) <= 2
    assert sum(s.num_gpus for s in stages) == 0
    assert load(FILES[0])["http_options"]["host"] == "127.0.0.1"


def test_production_asks_a_gpu_for_each_implementer_from_zero() -> None:
    (application,) = load(FILES[1])["applications"]
    implementer = AppSettings.model_validate(application["args"]).implementer
    assert implementer.num_gpus == 1
    assert implementer.min_replicas == 0 < implementer.max_replicas


def test_the_broker_and_its_topics_come_from_the_environment_by_their_own_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PULSAR_SERVICE_URL", "pulsar+ssl://broker:6651")
    monkeypatch.setenv("INPUT_TOPIC", "in")
    monkeypatch.setenv("PULSAR_INGRESS__IN_FLIGHT", "9")
    monkeypatch.setenv("PULSAR_AUTH__TOKEN", "secret")
    settings = AppSettings()
    assert (settings.pulsar_service_url, settings.input_topic) == ("pulsar+ssl://broker:6651", "in")
    assert settings.pulsar_ingress.in_flight == 9
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"pulsar_service_url": "http://broker"}, "pattern"),
        ({"pulsar_auth": {"token": "a", "token_file": "b"}}, "one of"),
        ({"pulsar_auth": {"tls_certificate": "a"}}, "belong together"),
        ({"pulsar_auth": {"oauth2_issuer_url": "a"}}, "belong together"),
        ({"pulsar_ingress": {"drain_s": 30}}, "below graceful_shutdown_timeout_s"),
        ({"pulsar_ingress": {"min_replicas": 0}}, "greater than or equal to 1"),
    ],
)
def test_options_of_the_broker_that_do_not_fit_together_fail(args: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        AppSettings.model_validate(args)
