"""A report's life in words: the steps it has behind it, what is next, who does it, and what this person may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Idea
from reports.models import Printing, Report
from reports.permissions import can_build, can_do, can_release, is_out
from reports.queries.life import Stands
from reports.rules.states import OPEN, RELEASED, Life, Verb


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its name, “done”, “now” or “later”, and who did it when."""

    title: str
    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something this person may do: a link to a page that asks, or (`at_once`) a button."""

    text: str
    url: str
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """What is next, in a sentence or two; the first act is the main one."""

    words: str
    acts: tuple[Act, ...] = ()


def steps(report: Report) -> tuple[Step, ...]:
    """The steps of the way, in their order."""
    end = "Published" if report.is_for_the_public else "Circulated"
    now = Life(report.state)
    done = {
        "Draft": now is not Life.DRAFT,
        "In review": now not in OPEN,
        "Approved": now in RELEASED,
        end: now in RELEASED,
    }
    current = {Life.DRAFT: "Draft", Life.IN_REVIEW: "In review", Life.APPROVED: "Approved"}.get(now, end)
    by = {
        "Draft": _signed(report.opened_by, report.opened_at),
        "In review": _signed(report.submitted_by, report.submitted_at),
        "Approved": _signed(report.approved_by, report.approved_at),
        end: _signed(report.released_by, report.released_at),
    }
    found = [
        Step(title, "now" if title == current else "done" if done[title] else "later", by[title])
        for title in done
    ]
    if now is Life.SUPERSEDED:
        found[-1] = Step(end, "done", by[end])
        found.append(Step("Superseded", "now", "by a later edition"))
    return tuple(found)


def what_is_next(report: Report, stands: Stands, standing: Standing) -> Next:
    """What is next for this report, and what of it this person may do."""
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    match Life(report.state):
        case Life.DRAFT | Life.IN_REVIEW:
            return _open(report, stands, standing, chair)
        case Life.APPROVED:
            return _approved(report, stands, standing, chair)
        case _:
            return _released(report, stands, standing)


def _open(report: Report, stands: Stands, standing: Standing, chair: str) -> Next:
    in_review = report.state == Life.IN_REVIEW
    back = (Act("Send it back", _to(report, "send-back")),) if in_review else ()
    back = back if can_do(Verb.SEND_BACK, standing, report) else ()
    build = (Act("Build a draft", _to(report, "build"), at_once=True),) if can_build(standing) else ()
    if stands.unfinished is not None:
        return Next(_being_built(stands.unfinished), (_look(report, stands.unfinished), *back))
    if stands.failed is not None and (stands.failed.state == Printing.State.FAILED or stands.draft is None):
        return Next(_not_built(stands.failed), (*build, *back))
    if stands.draft is None:
        return Next("Write the texts, then build a draft: it is what everybody reads.", build)
    if not stands.readable:
        return Next(
            f"Something was written after draft {stands.draft.number} was built. Build it again.",
            (*build, *back),
        )
    read, again = f"draft {stands.draft.number}", tuple(_again(build))
    if not in_review:
        submit = _if(Verb.SUBMIT, report, standing, f"Ask the {chair} to review it", "submit", at_once=True)
        return Next(
            f"Read {read}. When it says what it should, ask the {chair} to review it.", (*submit, *again)
        )
    if stands.unconfirmed:
        confirm = _if(
            Verb.CONFIRM, report, standing, f"Confirm what the {chair} wrote", "confirm", at_once=True
        )
        return Next(
            f"The {chair} changed the text last. The business manager reads {read} and confirms it; then the "
            f"{chair} can approve it.",
            (*confirm, *back, *again),
        )
    approve = _if(Verb.APPROVE, report, standing, f"Approve {read}", "approve")
    return Next(f"The {chair} reads {read}, and approves it or sends it back.", (*approve, *back, *again))


def _approved(report: Report, stands: Stands, standing: Standing, chair: str) -> Next:
    back = _if(Verb.TAKE_BACK, report, standing, "Take the approval back", "take-back")
    if stands.unfinished is not None:
        return Next(
            f"The {chair} has approved it. {_being_built(stands.unfinished)}",
            (_look(report, stands.unfinished), *back),
        )
    if stands.record is None:
        again = (Act("Print the record again", _to(report, "record"), at_once=True),)
        why = _not_built(stands.failed) if stands.failed else "Its record has not been printed."
        return Next(f"The {chair} has approved it. {why}", (*(again if can_build(standing) else ()), *back))
    publishes = report.is_for_the_public
    release = _if(Verb.RELEASE, report, standing, "Publish it" if publishes else "Circulate it", "release")
    end = "published" if publishes else "circulated"
    return Next(
        f"The {chair} has approved it, and its record is printed. It can be {end}.", (*release, *back)
    )


def _released(report: Report, stands: Stands, standing: Standing) -> Next:
    if stands.later is not None:
        out = stands.later.state in RELEASED
        words = (
            f"Edition {stands.later.edition} has taken its place."
            if out
            else f"Edition {stands.later.edition} is being made to correct it. Until it is out, this one holds."
        )
        return Next(words, (Act(f"See edition {stands.later.edition}", _to(stands.later, "report")),))
    correct = _if(Verb.CORRECT, report, standing, "Correct it by a new edition", "correct")
    if report.is_for_the_public and not is_out(report) and report.embargo_until is not None:
        change = (Act("Change when", _to(report, "embargo")),) if can_release(standing) else ()
        return Next(
            f"It is held back: the public reads it from {_moment(report.embargo_until)}.", (*change, *correct)
        )
    return Next("It is out, and holds until an edition corrects it.", correct)


def _if(
    verb: Verb, report: Report, standing: Standing, text: str, page: str, *, at_once: bool = False
) -> tuple[Act, ...]:
    return (Act(text, _to(report, page), at_once),) if can_do(verb, standing, report) else ()


def _again(build: tuple[Act, ...]) -> Iterator[Act]:
    """Building another draft, where a good one is there."""
    for one in build:
        yield Act("Build it again", one.url, one.at_once)


def _look(report: Report, printing: Printing) -> Act:
    return Act(
        "See how far it has come",
        reverse("reports:printing", args=[report.board.code, report.pk, printing.number]),
    )


def _being_built(printing: Printing) -> str:
    return f"{_name(printing)} is being built."


def _not_built(printing: Printing) -> str:
    if printing.state == Printing.State.CANCELLED:
        return f"{_name(printing)} was cancelled by {printing.cancelled_by}."
    return f"{_name(printing)} could not be built: {printing.trouble}"


def _name(printing: Printing) -> str:
    return "The record" if printing.final else f"Draft {printing.number}"


def _to(report: Report, page: str) -> str:
    return reverse(f"reports:{page}", args=[report.board.code, report.pk])


def _signed(by: str, at: datetime | None) -> str:
    return f"{by}, {at.astimezone(LONDON):%-d %B %Y}" if at else ""


def _moment(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%-d %B %Y at %H:%M}"
