from __future__ import annotations

import pytest

from synthesis_graph.model import pace
from synthesis_graph.model.pace import Pace


def test_the_mean_follows_what_calls_take() -> None:
    kept = Pace(1.0)
    for _ in range(40):
        kept.took(10, 0.1)
    assert kept.expected(5) == pytest.approx(0.05, rel=0.01)


def test_the_network_is_asked_where_there_is_time_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "READING", Pace(1e-3))
    monkeypatch.setattr(pace, "STEPPING", Pace(1e-3))
    assert pace.pays(1.0)
    assert not pace.pays(0.1)
    assert pace.derivations_in(0.5) == 50
    assert pace.derivations_in(0.0) == 0
