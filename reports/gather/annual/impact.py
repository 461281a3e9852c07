"""From signal to result: the questions with shown impact, one by one, and honestly those without."""

from collections.abc import Iterator
from datetime import datetime

from agencies.rules import clock
from agencies.rules.clock import LONDON
from registers.rules.actions import STATE_WORDS as ACTION_WORDS
from registers.rules.actions import State as ActionState
from registers.rules.evidence import KIND_WORDS, Kind
from registers.rules.watching import RESULT_WORDS, Result
from reports.gather.annual.challenges import Question, YearOfQuestions, as_it_stood
from reports.gather.annual.words import cells, section, told
from reports.queries.reports import Text
from reports.rules.blocks import (
    BigNumber,
    BigNumbers,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Section,
    Table,
)

_STEPS = (Column("Step"), Column("What happened"))
_CLOSED = (Column("Question"), Column("Closed"), Column("What came of it"), Column("The figure"))
_OPEN = (Column("Question"), Column("Put"), Column("Agreed so far"))
_SHOWN = (
    "A question is closed with shown impact only when the figure it watches has moved beyond its usual range or is "
    "back in it, evidence of another kind bears that out, and the chair says in what way children are better off."
)
_NOT_HERE = "Not told here: it may tell a small number."


def impact_section(questions: YearOfQuestions, year: int, text: Text) -> Section | None:
    """Every question of the year of which anything may be told."""
    return section("impact", text, _blocks(questions, year) if questions.every or questions.withheld else ())


def _blocks(questions: YearOfQuestions, year: int) -> Iterator[Block]:
    shown, unshown, still = questions.shown, questions.unshown, questions.open
    yield BigNumbers(
        (
            BigNumber(str(len(questions.every)), "questions the board had open with agencies in the year"),
            BigNumber(str(len(shown) + len(unshown)), f"of them closed by {clock.today():%-d %B %Y}"),
            BigNumber(str(len(shown)), "closed with shown impact on children"),
        )
    )
    yield Paragraph(_SHOWN, "quiet")
    yield Paragraph(as_it_stood(year), "note")
    if shown:
        yield Heading("Where children are shown to be better off", "shown-impact")
    for one in shown:
        yield Table(
            f"question-{one.challenge.number}", _asked(one), _STEPS, tuple(_thread(one)), look="definitions"
        )
    if unshown or still:
        yield Heading("Where nothing is shown yet", "questions")
    if unshown:
        rows = tuple(map(_closed, unshown))
        yield Table("questions-closed", "Closed without shown impact", _CLOSED, rows)
    if still:
        yield Table(
            "questions-open", f"Still open on {clock.today():%-d %B %Y}", _OPEN, tuple(map(_still, still))
        )
    if questions.withheld:
        yield Paragraph(
            "Not counted or told here are questions about figures of which some are hidden, because the numbers are "
            "small: words about them could tell what is hidden.",
            "note",
        )


def _asked(one: Question) -> str:
    return told(one.challenge.title) or f"A question put to {_whom(one)}"


def _whom(one: Question) -> str:
    return ", ".join(one.asked)


def _thread(one: Question) -> Iterator[tuple[Cell, ...]]:
    """What was asked, agreed, done and seen, as far as there is anything to tell."""
    challenge = one.challenge
    yield cells("Asked of", f"{_whom(one)}, {_day(challenge.raised_at)}")
    for action in one.actions:
        if told(action.text):
            whose = action.agency.name if action.agency else "The board’s office"
            yield cells("Agreed", f"{told(action.text)} ({whose}: {_state(action.state)})")
    for heading, words in (
        ("What was done", challenge.outcome),
        ("What changed for children", challenge.impact),
    ):
        if told(words):
            yield cells(heading, told(words))
    if one.figure:
        yield cells("The figure", f"{one.figure}: {_result(one).lower()}")
    kinds = [KIND_WORDS[kind] for kind in dict.fromkeys(one.evidence) if kind is not Kind.INDICATOR]
    if kinds:
        yield cells("Other evidence", "; ".join(kinds))
    if told(challenge.chair_words):
        yield cells("The chair", told(challenge.chair_words))


def _closed(one: Question) -> tuple[Cell, ...]:
    challenge = one.challenge
    return (
        Cell(_asked(one), quiet=_whom(one)),
        Cell(_day(challenge.closed_at)),
        Cell(told(challenge.outcome) or _NOT_HERE),
        Cell(_result(one) if one.figure else "None is watched"),
    )


def _still(one: Question) -> tuple[Cell, ...]:
    done = sum(action.state in (ActionState.COMPLETE, ActionState.EMBEDDED) for action in one.actions)
    many = f"{len(one.actions)} action{'' if len(one.actions) == 1 else 's'}"
    agreed = f"{many}, {done or 'none'} finished" if one.actions else "No action yet"
    return (Cell(_asked(one), quiet=_whom(one)), Cell(_day(one.challenge.raised_at)), Cell(agreed))


def _result(one: Question) -> str:
    known = one.challenge.closed_result
    return RESULT_WORDS[Result(known)] if known in list(Result) else "Not judged from figures"


def _state(state: str) -> str:
    return ACTION_WORDS[ActionState(state)].lower()


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%-d %B %Y}" if at else "–"
