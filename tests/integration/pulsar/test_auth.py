"""Who the ingress is to a broker that asks: tokens and certificates for real, OAuth2 as far as the client's own arguments."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pulsar
import pytest

from deployments.pulsar_ingress.admin import read_backlog
from deployments.pulsar_ingress.client import BrokerError, connect
from deployments.pulsar_ingress.ingress import Ingress
from deployments.settings import AppSettings
from tests.fixtures.pulsar_auth import ADMIN, certificates, tls_options, token, token_options
from tests.fixtures.pulsar_broker import Broker, free_ports
from tests.fixtures.pulsar_traffic import echo, ingress, request, settings_for, traffic
from tests.needs import installable

pytestmark = pytest.mark.needs_broker
ROLE = "code-generation"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """A broker that serves the role of the ingress, and its admins."""
    if not installable():
        pytest.skip("a broker that asks for tokens needs Java and Maven here")
    broker = Broker(Path(tmp_path_factory.mktemp("guarded")), token_options(), token(ADMIN)).start()
    broker.admin(f"namespaces/public/default/permissions/{ROLE}", "POST", ["produce", "consume"])
    yield broker
    broker.kill()


def with_auth(settings: AppSettings, **auth: Any) -> AppSettings:
    return AppSettings.model_validate({**settings.model_dump(exclude={"pulsar_auth"}), "pulsar_auth": auth})


def test_with_a_token_requests_are_answered_and_the_backlog_is_read(guarded: Broker, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(token(ADMIN) + "\n")
    settings = with_auth(settings_for(guarded.url, guarded.admin_url), token_file=file)

    async def scenario() -> None:
        async with traffic(settings) as ends, ingress(settings):
            await ends.send(request(f"r{i}") for i in range(20))
            await ends.settled(20)

    asyncio.run(scenario())
    assert read_backlog(settings).waiting == 0


def test_a_role_needs_no_more_than_to_produce_and_to_consume(guarded: Broker) -> None:
    settings = with_auth(settings_for(guarded.url), token=token(ROLE))

    async def scenario() -> None:
        async with traffic(settings) as ends, ingress(settings):
            await ends.send([request("r"), b"{"])
            await ends.settled(2)

    asyncio.run(scenario())


def test_a_role_without_permissions_ends_with_the_reason(guarded: Broker) -> None:
    settings = with_auth(settings_for(guarded.url), token=token("nobody"))
    with pytest.raises(BrokerError, match=r"(?i)authori"):
        asyncio.run(asyncio.wait_for(Ingress(settings, echo).run(), 60))


@pytest.mark.parametrize("auth", [{}, {"token": token(ROLE, b"x" * 32)}], ids=["none", "forged"])
def test_without_a_token_of_the_brokers_nothing_is_received(guarded: Broker, auth: dict[str, str]) -> None:
    not_received(with_auth(settings_for(guarded.url), **auth))


def not_received(settings: AppSettings) -> None:
    """Nothing comes: the library tries again by itself, and gives no reason but the time. So the ingress waits."""

    async def scenario() -> None:
        async with ingress(settings) as running:
            await asyncio.sleep(12)
            assert not running.receiving

    asyncio.run(scenario())


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[AppSettings, Path]]:
    """Settings for a broker that wants a certificate, without one, and the folder of certificates."""
    if not installable() or shutil.which("openssl") is None:
        pytest.skip("a broker with certificates needs Java, Maven and openssl here")
    folder = Path(tmp_path_factory.mktemp("encrypted"))
    certificates(folder)
    port, admin_port = free_ports(2)
    broker = Broker(folder, tls_options(folder, port, admin_port)).start()
    yield settings_for(f"pulsar+ssl://localhost:{port}", f"https://localhost:{admin_port}"), folder
    broker.kill()


def test_over_tls_with_a_certificate_requests_are_answered(encrypted: tuple[AppSettings, Path]) -> None:
    settings, folder = encrypted
    own = {"tls_certificate": folder / "own.pem", "tls_key": folder / "own.key"}
    settings = with_auth(settings, tls_trust_certs=folder / "ca.pem", **own)

    async def scenario() -> None:
        async with traffic(settings) as ends, ingress(settings):
            await ends.send(request(f"r{i}") for i in range(20))
            await ends.settled(20)

    asyncio.run(scenario())
    assert read_backlog(settings).waiting == 0


@pytest.mark.parametrize(
    "known", ["ca.pem", "own.pem"], ids=["no certificate of ours", "not the broker's authority"]
)
def test_over_tls_nothing_is_received_from_who_is_not_trusted(
    encrypted: tuple[AppSettings, Path], known: str
) -> None:
    settings, folder = encrypted
    own = {} if known == "ca.pem" else {"tls_certificate": folder / "own.pem", "tls_key": folder / "own.key"}
    not_received(with_auth(settings, tls_trust_certs=folder / known, **own))


def arguments(monkeypatch: pytest.MonkeyPatch, **auth: Any) -> dict[str, Any]:
    """What the library's client is made with."""
    taken: dict[str, Any] = {}
    monkeypatch.setattr(pulsar, "AuthenticationTLS", lambda *files: ("tls", *files))
    monkeypatch.setattr(pulsar, "AuthenticationOauth2", lambda text: ("oauth2", json.loads(text)))
    connect(
        with_auth(settings_for("pulsar+ssl://broker:6651"), **auth), lambda _url, **given: taken.update(given)
    )
    return taken


def test_tls_settings_become_the_clients_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    given = arguments(
        monkeypatch, tls_trust_certs="/t/ca.pem", tls_certificate="/t/own.pem", tls_key="/t/own.key"
    )
    assert given["tls_trust_certs_file_path"] == "/t/ca.pem"
    assert given["authentication"] == ("tls", "/t/own.pem", "/t/own.key")
    assert given["tls_validate_hostname"]
    assert not given["tls_allow_insecure_connection"]
    assert not arguments(monkeypatch, tls_allow_insecure=True)["tls_validate_hostname"]


def test_oauth2_settings_become_the_clients_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    given = arguments(
        monkeypatch,
        oauth2_issuer_url="https://issuer",
        oauth2_credentials="/t/key.json",
        oauth2_audience="urn:broker",
    )
    kind, asked = given["authentication"]
    assert kind == "oauth2"
    assert asked == {
        "type": "client_credentials", "issuer_url": "https://issuer",
        "private_key": "file:///t/key.json", "audience": "urn:broker",
    }  # fmt: skip
