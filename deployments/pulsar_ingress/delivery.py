"""What to do with each message and each answer: events in, one instruction out. Pure: no broker, no clock, no waiting.

Owns attempts, dedupe and the decision that a request is poison. An entry is what the ledger knows of a request; the
same rule merges what this replica wrote and what it reads of others, in any order. `ingress` carries instructions out.

The promises, which hold whatever dies between two steps:
 - a request's attempt is in the ledger before its work starts, so work that kills its worker is counted;
 - an answer is in the ledger before it is published, and published before its message is acknowledged;
 - a message is acknowledged only once its answer, its retry or its place among the dead letters is safe.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from synthesis_graph.errors import ERRORS
from synthesis_graph.result import Result, Status

Token = str
"""A message as the broker numbers it: the same at each delivery of the same message."""


@dataclass(frozen=True)
class Policy:
    """How often and how patiently a request is tried. Times in seconds."""

    max_attempts: int = 5
    retry_delay_s: float = 1.0
    max_retry_delay_s: float = 60.0
    dedupe_window_s: float = 3600.0
    lease_s: float = 65.0
    """The longest an attempt may take; a younger one may still be running on another replica."""
    longest_hold_s: float = 900.0
    """How long a request may wait for room; after that the attempt has failed, lest it wait for ever."""

    def delay_s(self, attempt: int) -> float:
        """The wait after a failed attempt: four times as long as the one before, up to the maximum."""
        return min(self.max_retry_delay_s, self.retry_delay_s * 4.0 ** (attempt - 1))


@dataclass(frozen=True)
class Entry:
    """What is known of one request: a record of the ledger without the answer itself."""

    attempt: int
    serial: int
    """Rises with each record of a request, so that records merge in any order."""
    at_s: float
    fingerprint: str
    answered: bool = False

    def beats(self, other: Entry) -> bool:
        """Whether this record is the later one; an answer is final, and of two the first one read stands."""
        if self.answered or other.answered:
            return not other.answered
        return (self.serial, self.attempt) > (other.serial, other.attempt)


@dataclass(frozen=True)
class Arrival:
    """A message as this module sees it; `attempts` is the property that a retry carries."""

    token: Token
    request_id: str
    fingerprint: str
    attempts: int = 0


@dataclass(frozen=True)
class Begin:
    """Record the entry, then do the work, then tell `finished`.

    `alone`: of the requests at their last attempt only one runs at a time, so that none is blamed for another.
    """

    request_id: str
    entry: Entry
    alone: bool = False


@dataclass(frozen=True)
class Replay:
    """Publish the recorded answer again for each token, then acknowledge."""

    request_id: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Settle:
    """Record the entry with the answer, then tell `landed`; publish for each token, the dead letter, acknowledge."""

    request_id: str
    entry: Entry
    dead_letter: str = ""
    """Why the message goes among the dead letters; empty when it does not."""


@dataclass(frozen=True)
class Retry:
    """Publish the message again, to come back after the delay, then tell `landed` and acknowledge."""

    request_id: str
    entry: Entry
    delay_s: float


@dataclass(frozen=True)
class Hold:
    """The work did not begin: ask again after a while; nothing is counted and nothing acknowledged."""

    request_id: str


@dataclass(frozen=True)
class Bury:
    """To the dead letters with the reason, then acknowledge; the id is another request's, so nothing is answered."""

    token: Token
    reason: str


@dataclass(frozen=True)
class Postpone:
    """Present the message again after the delay: what is known of it may change by then."""

    token: Token
    delay_s: float


@dataclass(frozen=True)
class Join:
    """Nothing now: the request is in work here, and `landed` will name this token."""

    token: Token


@dataclass
class Flight:
    """A request in work here, with every message that asks for it."""

    entry: Entry
    tokens: dict[Token, None] = field(default_factory=dict)
    held_since_s: float | None = None


class Delivery:
    """One replica's view of the requests it met or read of; memory: an entry for each id in the dedupe window."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.entries: dict[str, Entry] = {}
        self.flights: dict[str, Flight] = {}

    def observed(self, request_id: str, entry: Entry) -> bool:
        """Takes in a record of the ledger, its own or another's; whether it was news."""
        known = self.entries.get(request_id)
        news = known is None or entry.beats(known)
        if news:
            self.entries[request_id] = entry
        return news

    def forget(self, request_id: str) -> None:
        """The record cannot be read any more: as if the request had never come."""
        self.entries.pop(request_id, None)

    def expire(self, now_s: float) -> list[str]:
        """Forgets records older than the dedupe window, but for requests in work; their ids."""
        old = [
            request_id
            for request_id, entry in self.entries.items()
            if self._is_old(entry, now_s) and request_id not in self.flights
        ]
        for request_id in old:
            self.forget(request_id)
        return old

    def arrived(self, message: Arrival, now_s: float) -> Begin | Replay | Settle | Bury | Postpone | Join:
        """What to do with a message."""
        flight = self.flights.get(message.request_id)
        known = self.entries.get(message.request_id)
        if known is not None and flight is None and self._is_old(known, now_s):
            known = None
        if known is not None and known.fingerprint != message.fingerprint:
            return Bury(message.token, "the request_id was already used for another request")
        if flight is not None:
            flight.tokens[message.token] = None
            return Join(message.token)
        if known is not None and known.answered:
            return Replay(message.request_id, (message.token,))
        return self._take_up(message, known, now_s)

    def finished(self, request_id: str, result: Result, now_s: float) -> Replay | Settle | Retry | Hold:
        """What to do with the answer to a request in work."""
        flight = self.flights[request_id]
        entry = flight.entry
        kind = ERRORS.get(result.error.code) if result.error else None
        known = self.entries.get(request_id, entry)
        if known.answered:  # another replica was faster: one request, one answer
            return Replay(request_id, self._land(request_id))
        if kind is not None and kind.shed:
            if flight.held_since_s is None:
                flight.held_since_s = now_s
            if now_s - flight.held_since_s < self._policy.longest_hold_s:
                return Hold(request_id)
        if kind is not None and kind.retryable and entry.attempt < self._policy.max_attempts:
            return Retry(request_id, entry, self._policy.delay_s(entry.attempt))
        answer = Entry(entry.attempt, known.serial + 1, now_s, entry.fingerprint, answered=True)
        return Settle(request_id, answer, _dead_letter(result, entry.attempt) if kind else "")

    def landed(self, request_id: str, entry: Entry) -> tuple[Token, ...]:
        """The record or the retry is safe: the messages that wait for it. From now on the entry answers for it."""
        self.observed(request_id, entry)
        return self._land(request_id)

    def handed_back(self, request_id: str, now_s: float) -> Entry | None:
        """A request given up unfinished on purpose: the record that takes its attempt back; None when not in work."""
        flight = self.flights.pop(request_id, None)
        if flight is None:
            return None
        entry = Entry(flight.entry.attempt - 1, flight.entry.serial + 1, now_s, flight.entry.fingerprint)
        self.observed(request_id, entry)
        return entry

    def abandoned(self, token: Token) -> tuple[Token, ...]:
        """A fault of our own ended the work: the messages that waited for it, this one among them."""
        found = [request_id for request_id, flight in self.flights.items() if token in flight.tokens]
        return tuple(token for request_id in found for token in self._land(request_id)) or (token,)

    def _take_up(self, message: Arrival, known: Entry | None, now_s: float) -> Begin | Settle | Postpone:
        tried = max(message.attempts, known.attempt if known else 0)
        serial = known.serial + 1 if known else 1
        poison = tried >= self._policy.max_attempts
        if poison and known is not None and (left_s := known.at_s + self._policy.lease_s - now_s) > 0:
            return Postpone(message.token, left_s)
        entry = Entry(min(tried + 1, self._policy.max_attempts), serial, now_s, message.fingerprint)
        self.flights[message.request_id] = Flight(entry, {message.token: None})
        if poison:
            reason = f"no outcome in {tried} attempts: each ended with the death of its worker"
            return Settle(message.request_id, Entry(tried, serial, now_s, message.fingerprint, True), reason)
        self.entries[message.request_id] = entry
        return Begin(message.request_id, entry, alone=entry.attempt == self._policy.max_attempts > 1)

    def _land(self, request_id: str) -> tuple[Token, ...]:
        return tuple(self.flights.pop(request_id).tokens)

    def _is_old(self, entry: Entry, now_s: float) -> bool:
        return now_s - entry.at_s > self._policy.dedupe_window_s


def _dead_letter(result: Result, attempt: int) -> str:
    if result.error is None:
        return ""
    tried = "" if result.status is Status.REJECTED else f" (attempt {attempt})"
    return f"{result.error.code}: {result.error.message}{tried}"
