"""The decisions of the Pulsar ingress: examples of each, and any order of events and crashes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from deployments.pulsar_ingress.delivery import (
    Arrival,
    Begin,
    Bury,
    Delivery,
    Entry,
    Hold,
    Join,
    Policy,
    Postpone,
    Replay,
    Retry,
    Settle,
)
from synthesis_graph.answer import refuse
from synthesis_graph.errors import (
    ERRORS,
    DeadlineExceeded,
    Overloaded,
    SpecificationError,
    StageUnavailable,
    SynthesisError,
)
from synthesis_graph.result import Result, Status

POLICY = Policy(max_attempts=3, retry_delay_s=1, max_retry_delay_s=10, dedupe_window_s=1000, lease_s=60)
FIRST = Arrival("1:1", "r", "same")
GOOD = Result(request_id="r", status=Status.SUCCESS)


def failed(error: SynthesisError) -> Result:
    return refuse("r", error)


def test_a_new_request_begins_its_first_attempt() -> None:
    step = Delivery(POLICY).arrived(FIRST, 0.0)
    assert isinstance(step, Begin)
    assert (step.entry.attempt, step.entry.answered, step.alone) == (1, False, False)


def test_an_answer_is_recorded_then_released_to_every_message_that_asked() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    assert delivery.arrived(replace(FIRST, token="1:2"), 0.5) == Join("1:2")
    step = delivery.finished("r", GOOD, 1.0)
    assert isinstance(step, Settle)
    assert delivery.arrived(replace(FIRST, token="1:3"), 1.5) == Join("1:3"), "it is not recorded yet"
    assert delivery.landed("r", step.entry) == ("1:1", "1:2", "1:3")
    assert delivery.arrived(replace(FIRST, token="1:4"), 2.0) == Replay("r", ("1:4",))


def test_the_same_message_delivered_twice_is_answered_once() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    delivery.arrived(FIRST, 0.5)
    step = delivery.finished("r", GOOD, 1.0)
    assert isinstance(step, Settle)
    assert delivery.landed("r", step.entry) == ("1:1",)


def test_an_id_used_for_another_request_goes_to_the_dead_letters() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    assert isinstance(delivery.arrived(Arrival("1:2", "r", "other"), 0.0), Bury)


def test_a_record_older_than_the_window_is_forgotten() -> None:
    delivery = Delivery(POLICY)
    delivery.observed("r", Entry(1, 2, 0.0, "other", answered=True))
    assert delivery.expire(1000.0) == []
    assert isinstance(delivery.arrived(FIRST, 1001.0), Begin)
    assert delivery.expire(5000.0) == [], "it is in work"


@pytest.mark.parametrize(("attempts", "delay_s"), [(0, 1.0), (1, 4.0)])
def test_a_failed_attempt_is_retried_after_a_growing_delay(attempts: int, delay_s: float) -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(replace(FIRST, attempts=attempts), 0.0)
    step = delivery.finished("r", failed(StageUnavailable("gone")), 1.0)
    assert isinstance(step, Retry)
    assert (step.entry.attempt, step.delay_s) == (attempts + 1, delay_s)
    assert delivery.landed("r", step.entry) == ("1:1",)


def test_delays_stop_growing() -> None:
    assert POLICY.delay_s(9) == 10


def test_the_last_failed_attempt_is_an_answer_and_a_dead_letter() -> None:
    delivery = Delivery(POLICY)
    begun = delivery.arrived(replace(FIRST, attempts=2), 0.0)
    assert isinstance(begun, Begin)
    assert begun.alone
    step = delivery.finished("r", failed(DeadlineExceeded("too late")), 1.0)
    assert isinstance(step, Settle)
    assert "deadline_exceeded: too late (attempt 3)" in step.dead_letter


def test_an_invalid_request_is_answered_at_once_and_goes_to_the_dead_letters() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    step = delivery.finished("r", failed(SpecificationError("not JSON")), 1.0)
    assert isinstance(step, Settle)
    assert step.dead_letter == "invalid_specification: not JSON"


def test_a_search_without_a_result_is_an_answer_and_no_dead_letter() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    result = refuse("r", SynthesisError("nothing fits"))
    result = result.model_copy(update={"error": result.error and result.error.model_copy(
        update={"code": "no_candidate", "retryable": True})})  # fmt: skip
    step = delivery.finished("r", result, 1.0)
    assert isinstance(step, Settle)
    assert step.dead_letter == ""


def test_shed_work_is_held_and_costs_no_attempt() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    for _ in range(20):
        assert delivery.finished("r", failed(Overloaded("full")), 1.0) == Hold("r")
    step = delivery.finished("r", GOOD, 2.0)
    assert isinstance(step, Settle)
    assert step.entry.attempt == 1


def test_a_request_that_is_shed_for_too_long_has_failed_an_attempt() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    shed = failed(Overloaded("full"))
    assert delivery.finished("r", shed, 1.0) == Hold("r")
    assert delivery.finished("r", shed, POLICY.longest_hold_s) == Hold("r")
    assert isinstance(delivery.finished("r", shed, POLICY.longest_hold_s + 1), Retry)


def test_a_request_that_kills_its_worker_ends_among_the_dead_letters() -> None:
    ledger: list[Entry] = []
    for life in range(POLICY.max_attempts):
        delivery = Delivery(POLICY)
        for entry in ledger:
            delivery.observed("r", entry)
        step = delivery.arrived(FIRST, life * 10.0)
        assert isinstance(step, Begin)
        ledger.append(step.entry)  # and then the replica dies
    delivery = Delivery(POLICY)
    for entry in ledger:
        delivery.observed("r", entry)
    assert delivery.arrived(FIRST, 30.0) == Postpone("1:1", 50.0), "the last attempt may run elsewhere"
    step = delivery.arrived(FIRST, 81.0)
    assert isinstance(step, Settle)
    assert "3 attempts" in step.dead_letter


def test_an_attempt_handed_back_does_not_count() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    taken_back = delivery.handed_back("r", 1.0)
    assert taken_back is not None
    assert taken_back.attempt == 0
    assert delivery.handed_back("r", 1.0) is None
    step = delivery.arrived(FIRST, 2.0)
    assert isinstance(step, Begin)
    assert step.entry.attempt == 1


def test_an_answer_of_another_replica_is_the_answer() -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    delivery.observed("r", Entry(1, 2, 0.5, "same", answered=True))
    assert delivery.finished("r", GOOD, 1.0) == Replay("r", ("1:1",))


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_each_error_of_the_tree_has_an_outcome(code: str) -> None:
    delivery = Delivery(POLICY)
    delivery.arrived(FIRST, 0.0)
    step = delivery.finished("r", failed(ERRORS[code]("as ordered")), 1.0)
    expected: type = Hold if ERRORS[code].shed else Retry if ERRORS[code].retryable else Settle
    assert isinstance(step, expected)


@pytest.mark.parametrize("seed", range(20))
def test_records_merge_to_the_same_attempt_in_any_order(seed: int) -> None:
    import random

    rng = random.Random(seed)
    records = [Entry(rng.randint(0, 3), n, 0.0, "same") for n in range(1, 8)]
    shuffled = rng.sample(records, len(records))
    one, other = Delivery(POLICY), Delivery(POLICY)
    for a, b in zip(records, shuffled, strict=True):
        one.observed("r", a)
        other.observed("r", b)
    assert one.entries == other.entries


# -- any order of events and crashes -----------------------------------------------------------------------------------


@dataclass
class Replica:
    """A shell without a broker: carries out one instruction at a time, and may die between any two steps of it."""

    delivery: Delivery
    working: dict[str, bool] = field(default_factory=dict)
    """Request id → whether its attempt is recorded (only then may it be worked on)."""
    read_to: int = 0


class Broker(RuleBasedStateMachine):
    """Two replicas, one ledger, one output: whatever dies whenever, each request ends with exactly one answer."""

    @initialize()
    def start(self) -> None:
        self.now = 0.0
        self.sent = 0
        self.queue: dict[str, Arrival] = {}
        """Messages that are not acknowledged."""
        self.held: dict[str, int] = {}
        """Token → the replica it was delivered to."""
        self.ledger: list[tuple[str, Entry, str]] = []
        self.published: dict[str, list[str]] = {}
        self.asked: set[str] = set()
        self.buried: set[str] = set()
        self.replicas = [Replica(Delivery(POLICY)), Replica(Delivery(POLICY))]

    @rule(request_id=st.sampled_from("abc"))
    def send(self, request_id: str) -> None:
        self.sent += 1
        token = f"1:{self.sent}"
        self.queue[token] = Arrival(token, request_id, "same")
        self.asked.add(request_id)

    @rule(seconds=st.sampled_from([0.1, 5.0, 70.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds

    @rule(who=st.integers(0, 1))
    def read_the_ledger(self, who: int) -> None:
        replica = self.replicas[who]
        for request_id, entry, _ in self.ledger[replica.read_to :]:
            replica.delivery.observed(request_id, entry)
        replica.read_to = len(self.ledger)

    @precondition(lambda self: len(self.queue) > len(self.held))
    @rule(who=st.integers(0, 1), dies=st.sampled_from([False, False, False, True]), data=st.data())
    def deliver(self, who: int, dies: bool, data: st.DataObject) -> None:
        token = data.draw(st.sampled_from(sorted(set(self.queue) - set(self.held))))
        self.held[token] = who
        replica = self.replicas[who]
        step = replica.delivery.arrived(self.queue[token], self.now)
        match step:
            case Begin():
                assert not self.answered_lately(step.request_id, replica.read_to), "computed twice"
                self.ledger.append((step.request_id, step.entry, ""))
                replica.working[step.request_id] = True
            case Settle():
                self.settle(who, step, "poison", dies=dies)
            case Replay():
                self.replay(who, step, dies=dies)
            case Bury():
                raise AssertionError("every message of an id is the same request")
            case Postpone():
                del self.held[token]
            case Join():
                pass
        if dies:
            self.die(who)

    @precondition(lambda self: any(r.working for r in self.replicas))
    @rule(
        outcome=st.sampled_from(["good", "stage", "shed", "invalid"]),
        dies=st.sampled_from([0, 0, 0, 1, 2, 3]),
        data=st.data(),
    )
    def finish(self, outcome: str, dies: int, data: st.DataObject) -> None:
        choices = [(i, r) for i, replica in enumerate(self.replicas) for r in replica.working]
        who, request_id = data.draw(st.sampled_from(sorted(choices)))
        replica = self.replicas[who]
        errors: dict[str, SynthesisError] = {
            "stage": StageUnavailable("gone"), "shed": Overloaded("full"), "invalid": SpecificationError("no"),
        }  # fmt: skip
        result = refuse(request_id, errors[outcome]) if outcome in errors else GOOD
        step = replica.delivery.finished(request_id, result, self.now)
        if not isinstance(step, Hold):
            del replica.working[request_id]
        match step:
            case Settle():
                self.settle(who, step, f"{outcome} of {self.now} at {who}", dies=dies > 0, at=dies)
            case Replay():
                self.replay(who, step, dies=dies > 0)
            case Retry():
                self.sent += 1
                token = f"1:{self.sent}"
                self.queue[token] = Arrival(token, request_id, "same", step.entry.attempt)
                if dies != 1:
                    self.acknowledge(replica.delivery.landed(request_id, step.entry))
        if dies:
            self.die(who)

    def answered_lately(self, request_id: str, read_to: int) -> bool:
        return any(
            known == request_id and entry.answered and self.now - entry.at_s <= POLICY.dedupe_window_s
            for known, entry, _ in self.ledger[:read_to]
        )

    def settle(self, who: int, step: Settle, answer: str, *, dies: bool, at: int = 3) -> None:
        if dies and at == 1:
            return
        self.ledger.append((step.request_id, step.entry, answer))
        tokens = self.replicas[who].delivery.landed(step.request_id, step.entry)
        if dies and at == 2:
            return
        self.publish(step.request_id, answer, tokens)
        if step.dead_letter:
            self.buried.add(step.request_id)
        if not dies:
            self.acknowledge(tokens)

    def replay(self, who: int, step: Replay, *, dies: bool) -> None:
        recorded = [
            answer for request_id, _, answer in self.ledger if request_id == step.request_id and answer
        ]
        assert recorded, "what is replayed is in the ledger"
        self.publish(step.request_id, recorded[0], step.tokens)
        if not dies:
            self.acknowledge(step.tokens)

    def publish(self, request_id: str, answer: str, tokens: tuple[str, ...]) -> None:
        self.published.setdefault(request_id, []).extend([answer] * len(tokens))

    def acknowledge(self, tokens: tuple[str, ...]) -> None:
        for token in tokens:
            self.queue.pop(token, None)
            self.held.pop(token, None)

    @rule(who=st.integers(0, 1))
    def die(self, who: int) -> None:
        """`kill -9`: what was held is delivered again; the next life reads the ledger first."""
        self.held = {token: holder for token, holder in self.held.items() if holder != who}
        self.replicas[who] = Replica(Delivery(POLICY))
        self.read_the_ledger(who)

    @rule(who=st.integers(0, 1))
    def drain(self, who: int) -> None:
        replica = self.replicas[who]
        for request_id in list(replica.working):
            entry = replica.delivery.handed_back(request_id, self.now)
            assert entry is not None
            self.ledger.append((request_id, entry, ""))
        self.die(who)

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "queue"):
            return
        waiting = {arrival.request_id for arrival in self.queue.values()}
        assert self.asked <= waiting | set(self.published)

    @invariant()
    def what_is_held_is_in_work(self) -> None:
        if not hasattr(self, "held"):
            return
        for token, who in self.held.items():
            assert any(token in flight.tokens for flight in self.replicas[who].delivery.flights.values())

    @invariant()
    def no_attempt_is_beyond_the_last(self) -> None:
        if hasattr(self, "ledger"):
            assert all(entry.attempt <= POLICY.max_attempts for _, entry, _ in self.ledger)

    def teardown(self) -> None:
        if not hasattr(self, "queue"):
            return
        for who in (0, 1):  # both die, and one comes back to a world in which nothing fails any more
            self.die(who)
        for _ in range(100):
            if not self.queue:
                break
            self.now += 70
            replica = self.replicas[0]
            token = min(self.queue)
            self.held[token] = 0
            step = replica.delivery.arrived(self.queue[token], self.now)
            if isinstance(step, Begin):
                self.ledger.append((step.request_id, step.entry, ""))
                done = replica.delivery.finished(step.request_id, GOOD, self.now)
                assert isinstance(done, Settle)
                self.settle(0, done, "good at last", dies=False)
            elif isinstance(step, Settle):
                self.settle(0, step, "poison", dies=False)
            else:
                assert isinstance(step, Replay)
                self.replay(0, step, dies=False)
        assert self.queue == {}
        assert set(self.published) == self.asked, "exactly one outcome for each id after dedupe"


Broker.TestCase.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
TestAnyOrder = Broker.TestCase
