"""The golden thread's sockets: what an upper room knows, a lower room may show. Ids and words only.

A lower room never asks an upper one; it offers a place to answer. The roof (`lscb.wiring`) adds each
room's source. A source answers in bulk, one call a page, so query counts stay constant.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from agencies.rules.standing import Standing


@dataclass(frozen=True)
class Reference:
    """What a step, challenge or action is about: never a foreign key to an upper room."""

    kind: str
    key: str


@dataclass(frozen=True)
class Step:
    """One knot of the thread.

    `done` is not so of what still has to be seen: an open action, a result so far. `waits_for` says of a challenge who
    owes its next step: “reply, with County Health, due 4 March 2018”.
    """

    kind: str
    reference: str
    title: str
    on: date
    owner: str
    due: date | None
    state: str
    url: str
    done: bool = True
    waits_for: str = ""


@dataclass(frozen=True)
class Owed:
    """Something a person owes: for the front page and the daily digest. `statutory` as of an `Obligation`."""

    person_id: int
    agency: str
    kind: str
    reference: str
    words: str
    due: date | None
    url: str
    statutory: bool = False


@dataclass(frozen=True)
class Obligation:
    """Something owed to a board by a day, whoever is signed in: what chasing goes by.

    `people` are those who owe it by name; with none, the agency's leads do. `agency_id` is None where it is a person's
    alone. `statutory`: the law asks for it, so nobody opts out of being reminded. `kindly`: whoever owes it was
    invited, so it climbs no further than to those who were asked. `linked` are those who owe it without an account, and
    are written to by its room with a signed link, in words that name nobody: “the author”. `key` is its room's own, and
    the same for as long as the same is owed.
    """

    board_id: int
    agency_id: int | None
    agency: str
    people: tuple[int, ...]
    kind: str
    key: str
    reference: str
    words: str
    due: date
    url: str
    statutory: bool = False
    kindly: bool = False
    linked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Moved:
    """Something that happened at a board, and who follows it besides those who keep its registers: for the digest.

    `words` say what happened: “Reply came”. Never to what, nor how anybody does. `by_id` is who did it, and need not be
    told. `agencies` are followed by their leads and board members, `people` follow by name.
    """

    words: str
    reference: str
    at: datetime
    url: str
    agencies: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    by_id: int | None = None


@dataclass(frozen=True)
class Offer:
    """What an upper room lets this person start from a reference, or read of it; refused ones carry the reason."""

    words: str
    url: str
    allowed: bool
    reason: str = ""


#: What each kind of thing owed is called in a line.
NOUNS = {
    "reply": "Reply",
    "return": "Return",
    "accept": "Return to accept",
    "action": "Action",
    "check": "Check of an action",
    "review": "Risk review",
    "acceptance": "Accepted risk",
    "explanation": "Explanation",
    "judge": "Reply to judge",
    "result": "Result to look at",
    "close": "Challenge to close",
    "send": "Challenge to send",
    "meeting": "Meeting to write up",
    "milestone": "Step of a review",
    "revisit": "Recommendation to look at again",
    "assessment": "Section 11 self-assessment",
    "moderation": "Section 11 assessment to moderate",
    "text": "Text for a report",
    "sending": "Section 11 self-assessments to send",
    "pack": "Board pack to look at",
    "approval": "Report to approve",
    "confirmation": "Report to confirm",
    "release": "Report to circulate or publish",
}


def noun(kind: str) -> str:
    """What a kind of thing owed is called: “Reply”, “Risk review”."""
    return NOUNS.get(kind, kind.capitalize())


StepSource = Callable[[Standing, Iterable[Reference]], Mapping[Reference, tuple[Step, ...]]]
OwedSource = Callable[[Standing], tuple[Owed, ...]]
ObligationSource = Callable[[int], tuple[Obligation, ...]]
MovedSource = Callable[[int, datetime, datetime], tuple[Moved, ...]]
OfferSource = Callable[[Standing, Iterable[Reference]], Mapping[Reference, tuple[Offer, ...]]]

step_sources: list[StepSource] = []
owed_sources: list[OwedSource] = []
obligation_sources: list[ObligationSource] = []
moved_sources: list[MovedSource] = []
offer_sources: list[OfferSource] = []


def steps(standing: Standing, references: Iterable[Reference]) -> dict[Reference, tuple[Step, ...]]:
    """Every step known for each reference, oldest first; empty when no room has a source."""
    asked = tuple(references)
    found: dict[Reference, list[Step]] = {reference: [] for reference in asked}
    for source in step_sources:
        for reference, answered in source(standing, asked).items():
            found[reference].extend(answered)
    return {reference: tuple(sorted(known, key=lambda step: step.on)) for reference, known in found.items()}


def owed(standing: Standing) -> tuple[Owed, ...]:
    """What this person owes, earliest date first; things without a date come last."""
    everything = [one for source in owed_sources for one in source(standing)]
    return tuple(sorted(everything, key=lambda one: (one.due is None, one.due or date.max, one.reference)))


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Everything with a date that is owed to this board, earliest first. One question a room, however many owe."""
    everything = [one for source in obligation_sources for one in source(board_id)]
    return tuple(sorted(everything, key=lambda one: (one.due, one.kind, one.key, one.agency_id or 0)))


def moved(board_id: int, *, since: datetime, until: datetime) -> tuple[Moved, ...]:
    """What happened at a board after one moment, up to another, oldest first. A constant number of questions a room."""
    everything = [one for source in moved_sources for one in source(board_id, since, until)]
    return tuple(sorted(everything, key=lambda one: (one.at, one.reference)))


def offers(standing: Standing, references: Iterable[Reference]) -> dict[Reference, tuple[Offer, ...]]:
    """What this person may start from each reference, or read of it."""
    asked = tuple(references)
    found: dict[Reference, list[Offer]] = {reference: [] for reference in asked}
    for source in offer_sources:
        for reference, answered in source(standing, asked).items():
            found[reference].extend(answered)
    return {reference: tuple(known) for reference, known in found.items()}
