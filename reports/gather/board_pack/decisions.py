"""What the board is asked to decide: from the data alone, so that nothing late or unasked is passed over."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from registers.presenters.risk_words import stopped
from registers.rules.ladder import RUNG_WORDS, Rung, days_overdue
from registers.rules.risks import Acceptance
from registers.rules.steps import Owner
from reports.gather.board_pack.challenges import waits_for_chair
from reports.gather.board_pack.facts import Facts
from reports.gather.board_pack.signals import worse
from reports.gather.board_pack.words import are, day, days_late, many, nothing, present, short, table
from reports.rules.blocks import Cell, Column, Paragraph, Section

TITLE = "Decisions sought"
#: An action that has been late so many working days, or whose date was moved so often, is the board's to talk about.
LATE, MOVED = 20, 2
_COLUMNS = (Column("No."), Column("The board is asked to"), Column("Because"))


@dataclass(frozen=True, slots=True)
class Sought:
    """One decision, and what it rests on."""

    text: str
    why: str


def decisions_section(facts: Facts) -> Section:
    """Every decision, numbered, so that minutes can name them."""
    rows = [
        (Cell(str(number)), Cell(one.text), Cell(one.why))
        for number, one in enumerate(sought(facts), start=1)
    ]
    found = table("decisions", "Decisions sought of the board", _COLUMNS, rows)
    told = Paragraph(summary(facts)) if found else None
    return Section("pack-decisions", TITLE, present(told, found or nothing(_NONE)))


_NONE = "Nothing that is on record asks for a decision of the board."


def summary(facts: Facts) -> str:
    """How many decisions are sought."""
    number = len(sought(facts))
    return f"{many(number, 'decision')} {are(number)} sought. They follow from what is on record on {day(facts.today)}."


def sought(facts: Facts) -> tuple[Sought, ...]:
    """Missing returns, figures nobody has asked about, challenges, risks, actions, self-assessments."""
    return (
        *_returns(facts),
        *_figures(facts),
        *_challenges(facts),
        *_risks(facts),
        *_actions(facts),
        *_section_11(facts),
    )


def _returns(facts: Facts) -> Iterator[Sought]:
    by_agency = defaultdict(list)
    for one in facts.missing:
        by_agency[short(one.agency)].append(one)
    for agency, missing in by_agency.items():
        quarters = "; ".join(f"{one.label} ({days_late(one.overdue_days)})" for one in missing)
        yield Sought(
            f"Ask {agency} by when its figures come, and why they are late.", f"Missing: {quarters}."
        )


def _figures(facts: Facts) -> Iterator[Sought]:
    """What is worse than usual and nobody has asked about, by who owns it."""
    by_owner = defaultdict(list)
    for one in worse(facts):
        if one.unasked:
            by_owner[short(one.said.agency_name) or "every agency"].append(one.said.title)
    for owner, titles in by_owner.items():
        many_words = "It is" if len(titles) == 1 else "They are"
        text = f"Decide whether to challenge {owner} on: {'; '.join(titles)}."
        yield Sought(text, f"{many_words} worse than usual, and nobody has asked why.")


def _challenges(facts: Facts) -> Iterator[Sought]:
    for one in facts.challenges:
        silent = [asking for asking in one.progress.askings if asking.due_on and asking.due_on < facts.today]
        if one.rung and one.rung.rung >= Rung.CHIEF_OFFICER and silent:
            names, days = (
                "; ".join(short(asking.agency) for asking in silent),
                days_overdue(min(asking.due_on for asking in silent if asking.due_on), facts.today),
            )
            yield Sought(
                f"Decide what follows from the silence of {names} on {one.challenge.reference}.",
                f"{stopped(one.challenge.title)} {_begun(days_late(days))}; {RUNG_WORDS[Rung(one.rung.rung)]}.",
            )
        elif waits_for_chair(one) and one.steps[0].owner is Owner.CHAIR and "close" in one.steps[0].what:
            yield Sought(
                f"Agree that {one.challenge.reference} may be closed.",
                f"{stopped(one.challenge.title)} {_begun(one.steps[0].what)}.",
            )


def _risks(facts: Facts) -> Iterator[Sought]:
    for row in facts.register.rows:
        if row.acceptance is Acceptance.OVER and row.accepted_until:
            yield Sought(
                f"Look again whether {row.reference} may still be accepted.",
                f"{row.title}: it was accepted until {day(row.accepted_until)}.",
            )
        elif row.beyond and not row.open_actions:
            tolerance = facts.register.settings.bands.tolerance
            yield Sought(
                f"Agree an action on {row.reference}, or accept it until a day.",
                f"{row.title}: it scores {row.score}, the board puts up with {tolerance}, and no action is under way.",
            )


def _actions(facts: Facts) -> Iterator[Sought]:
    for one in facts.actions.late:
        if one.overdue >= LATE or one.moved >= MOVED:
            moved = (
                f", and its date was moved {'once' if one.moved == 1 else f'{one.moved} times'}"
                if one.moved
                else ""
            )
            yield Sought(
                f"Hear from {short(one.owner)} why {one.reference} is not done, and settle a day.",
                f"{stopped(one.text)} {_begun(days_late(one.overdue))}{moved}.",
            )


def _begun(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _section_11(facts: Facts) -> Iterator[Sought]:
    for one in facts.cycles:
        if one.silent and one.cycle.closed_at is None:
            names = "; ".join(short(place.name) for place in one.silent)
            yield Sought(
                f"Decide what follows where no self-assessment for {one.cycle.name} has come.",
                f"They had to reply and have not: {names}.",
            )
