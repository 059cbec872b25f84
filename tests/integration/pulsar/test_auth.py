"""Who the ingress is to a broker that asks: tokens for real, the other ways as far as the client's own arguments."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deployments.pulsar_ingress.admin import read_backlog
from deployments.pulsar_ingress.client import BrokerError
from deployments.pulsar_ingress.ingress import Ingress
from deployments.settings import AppSettings
from tests.fixtures.pulsar_auth import ADMIN, token, token_options
from tests.fixtures.pulsar_broker import Broker
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


@pytest.mark.parametrize(
    "auth",
    [{}, {"token": token(ROLE, b"x" * 32)}, {"token": token("nobody")}],
    ids=["none", "forged", "nobody"],
)
def test_who_is_refused_ends_with_the_reason_instead_of_trying_for_ever(
    guarded: Broker, auth: dict[str, str]
) -> None:
    settings = with_auth(settings_for(guarded.url), **auth)

    with pytest.raises(BrokerError, match="(?i)authenti|authori|connect"):
        asyncio.run(asyncio.wait_for(Ingress(settings, echo).run(), 60))
