"""One challenge in words: its facts, what a form about it shows above, what it came to."""

from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import pluralize

from agencies.rules import clock
from agencies.rules.clock import LONDON
from registers.models import Asked, Challenge, OriginKind, RungReached
from registers.presenters.challenge_log import (
    closed_words,
    names,
    owner_words,
    span_of,
    span_words,
    step_words,
)
from registers.presenters.watched import impact_sentence, kinds_words, said
from registers.queries.challenge_page import AskedTold, ChallengePage
from registers.queries.freezing import FrozenFigure
from registers.queries.origins import Beginning
from registers.rules.challenges import STATE_WORDS, State
from registers.rules.ladder import RUNG_WORDS, Rung
from registers.rules.watching import RESULT_WORDS

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the facts over a challenge's page."""

    label: str
    value: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class ImpactWords:
    """What came of it, and whether impact is shown, with what that rests on or what is missing."""

    sentence: str
    shown: bool
    kinds: str


def facts(page: ChallengePage, chair: str) -> tuple[Fact, ...]:
    """Where it stands, what is due, whose turn it is, who was asked. `chair` is what the board calls its chair."""
    challenge = page.challenge
    found = [_state(page), _due(page), *_next(page, chair)]
    asked = names(list(page.asked_names))
    raised = f"raised {_day(challenge.raised_at)} by {challenge.raised_by}"
    return (*found, Fact("Asked of", asked, raised))


def _state(page: ChallengePage) -> Fact:
    challenge = page.challenge
    if page.state is State.CLOSED:
        return Fact("State", "Closed", closed_words(challenge).partition(". ")[2] or "")
    note = f"last moved {_day(challenge.moved_at)}"
    if challenge.rung:
        note = RUNG_WORDS[Rung(challenge.rung)]
    return Fact("State", STATE_WORDS[page.state], note, late=bool(challenge.rung))


def _due(page: ChallengePage) -> Fact:
    span = span_of(page.challenge, page.progress.askings)
    note = span_words(span) if span else ""
    late = span is not None and span.runs and span.days > span.standard
    due_on = page.challenge.due_on
    if due_on is None:
        return Fact("Reply due", "Not sent yet" if page.state is State.RAISED else "Nothing is owed", note)
    return Fact("Reply due", _day(due_on), note, late)


def _next(page: ChallengePage, chair: str) -> list[Fact]:
    if not page.steps:
        return []
    first, more = page.steps[0], len(page.steps) - 1
    note = step_words(first) + (f"; and {more} more step{pluralize(more)}" if more else "")
    return [Fact("Next step is with", owner_words(first, chair), note)]


@dataclass(frozen=True, slots=True)
class AskedWords:
    """One agency that was asked, and where it stands in words."""

    told: AskedTold
    state: str
    rung_words: tuple[tuple[str, RungReached], ...]


def asked_words(one: AskedTold) -> AskedWords:
    """One agency in words."""
    return AskedWords(one, asked_state(one), tuple((rung_words(at.rung, at.told), at) for at in one.rungs))


def asked_state(one: AskedTold) -> str:
    """Where one agency stands, in a few words."""
    asking = one.asking
    if asking.taken_back and asking.due_on is None:
        return "No longer asked"
    if asking.due_on is not None:
        late = f", {one.overdue} working day{pluralize(one.overdue)} overdue" if one.overdue else ""
        what = (
            "The rest of its reply is"
            if asking.accepted
            else "A further reply is"
            if asking.turned_down
            else "Reply"
        )
        return f"{what} due {_day(asking.due_on)}{late}"
    if asking.unjudged:
        return "Replied; the chair has yet to judge it"
    return (
        "Reply accepted" if asking.accepted else "Not asked yet" if not asking.replies else "Nothing is owed"
    )


def impact_words(page: ChallengePage) -> ImpactWords | None:
    """What it came to so far; nothing before anything can have come of it, nor where nothing is watched or written."""
    challenge = page.challenge
    if page.state in (State.RAISED, State.AWAITING, State.WITHDRAWN):
        return None
    if page.watch is not None and page.seen is None and page.state is not State.CLOSED:
        return None  # what the figure says is not this person's to see
    if page.state is State.CLOSED:
        shown = challenge.shown_impact
        sentence = closed_words(challenge) + "."
        return ImpactWords(sentence, shown, kinds_words(page.impact))
    sentence = impact_sentence(page.impact, challenge.chair_words, page.state)
    return ImpactWords(sentence, page.impact.shown, kinds_words(page.impact))


def question_rows(challenge: Challenge, asked: tuple[Asked, ...]) -> Rows:
    """What is asked, of whom and why."""
    rows = [("Question", challenge.title)]
    if challenge.question != challenge.title:
        rows.append(("In full", challenge.question))
    if challenge.why:
        rows.append(("Why it matters", challenge.why))
    rows.append(
        ("Asked of", "; ".join(f"{one.agency.name}{' (leads)' if one.lead else ''}" for one in asked))
    )
    return rows + origin_rows(challenge)


def origin_rows(challenge: Challenge) -> Rows:
    """Where it comes from, as it stood then."""
    if challenge.origin_kind == OriginKind.BLANK:
        return []
    return [("Comes from", challenge.origin_words)]


def beginning_rows(begun: Beginning) -> Rows:
    """What a challenge is about to be raised from, and what is frozen with it."""
    if begun.origin.kind == OriginKind.BLANK:
        return []
    rows = [("Raised from", begun.origin.words)]
    return rows + (_frozen(begun.figure) if begun.figure else [])


def _frozen(figure: FrozenFigure) -> Rows:
    if figure.reason:
        return [("Its result", f"Can’t be judged from figures: {figure.reason}.")]
    if not figure.usual:
        return []
    return [("Usual range now", f"{figure.usual}. The result is held against it, whatever comes after.")]


def to_send(page: ChallengePage, asked: AskedTold | None) -> Rows:
    """What a challenge asks, before it is sent or withdrawn."""
    rows = question_rows(page.challenge, tuple(one.asked for one in page.asked))
    if page.would_be_due:
        rows.append(("Reply due", f"{_day(page.would_be_due)}, if it is sent today with the days below"))
    if page.nobody_at:
        nobody = names(list(page.nobody_at))
        rows.append(
            ("Nobody to reply", f"{nobody}: there is no lead here yet. Invite one, or nobody gets the email")
        )
    return rows


def to_move(page: ChallengePage, asked: AskedTold | None) -> Rows:
    """What one agency owes, since when, and how far that was taken up."""
    rows = [("Question", page.challenge.title)]
    if asked is None:
        return rows
    rows += [("Agency", asked.asking.agency), ("State", asked_state(asked))]
    if asked.asked.lacking:
        rows.append(("What is missing", asked.asked.lacking))
    rows += [
        (
            f"Date moved {_day(one.changed_at)}",
            f"from {_day(one.was_on)} to {_day(one.becomes_on)}: {one.reason}",
        )
        for one in asked.dates
        if one.was_on and one.becomes_on
    ]
    rows += [(f"Taken up {_day(one.reached_at)}", rung_words(one.rung, one.told)) for one in asked.rungs]
    return rows


def rung_words(rung: int, told: str) -> str:
    """A rung that was reached, and who was told."""
    words = RUNG_WORDS[Rung(rung)]
    return f"{words[:1].upper()}{words[1:]}{f' ({told})' if told else ''}"


def to_tell(page: ChallengePage, asked: AskedTold | None) -> Rows:
    """What the words are about: the question, and what the figure says so far."""
    rows = [("Question", page.challenge.title)]
    if page.seen:
        rows.append(("The figure so far", said(page.seen)))
    return rows


def to_close(page: ChallengePage, asked: AskedTold | None) -> Rows:
    """What it is closed with."""
    challenge = page.challenge
    rows = [
        ("Question", challenge.title),
        ("Outcome", challenge.outcome),
        ("Impact on children", challenge.impact),
        ("The chair’s words", challenge.chair_words or "None yet"),
        ("What the figure says today", said(page.seen) if page.seen else "No figure is watched"),
        ("Evidence of impact", kinds_words(page.impact) or "None yet"),
    ]
    return [*rows, ("Impact", impact_sentence(page.impact, challenge.chair_words, page.state))]


def to_reopen(page: ChallengePage, asked: AskedTold | None) -> Rows:
    """What it was closed with."""
    rows = [("Question", page.challenge.title), ("Closed", closed_words(page.challenge))]
    if page.impact.result is not None:
        rows.append(("What the figure says today", RESULT_WORDS[page.impact.result]))
    return rows


def told_rows(challenge: Challenge, whose: AskedTold) -> Rows:
    """What a lead answers: the question, why, and what an earlier reply lacked."""
    rows = [("Question", challenge.title)]
    if challenge.question != challenge.title:
        rows.append(("In full", challenge.question))
    if challenge.why:
        rows.append(("Why it matters", challenge.why))
    rows += origin_rows(challenge)
    if whose.asked.lacking:
        rows.append(("What is missing", whose.asked.lacking))
    if whose.asking.due_on:
        rows.append(("Due", asked_state(whose)))
    return rows


def lead_sentence(page: ChallengePage) -> str:
    """The page in one sentence, for who reads no further."""
    if page.seen and page.state is State.WATCHING:
        return said(page.seen)
    if page.state is State.CLOSED:
        return f"{closed_words(page.challenge)}."
    if page.challenge.due_on and page.challenge.due_on < clock.today():
        late = [one.asking.agency for one in page.asked if one.overdue]
        return f"Overdue from {names(late)}." if late else ""
    return ""


def _day(day: date | datetime) -> str:
    local = day.astimezone(LONDON) if isinstance(day, datetime) else day
    return f"{local:%-d %b %Y}"
