"""One broker for the whole run: the one that PULSAR_SERVICE_URL names, else our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.pulsar_broker import Broker
from tests.needs import installable


@pytest.fixture(scope="session")
def _broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    if not installable():
        pytest.skip("a broker that may be killed needs Java and Maven here")
    made = Broker(Path(tmp_path_factory.mktemp("broker")))
    yield made
    made.kill()


@pytest.fixture
def own_broker(_broker: Broker) -> Broker:
    """A broker that may be killed; one that a test left dead is started again."""
    return _broker if _broker.alive else _broker.start()


@pytest.fixture
def service_url(request: pytest.FixtureRequest) -> str:
    named = os.environ.get("PULSAR_SERVICE_URL")
    if named:
        return named
    broker: Broker = request.getfixturevalue("own_broker")
    return broker.url
