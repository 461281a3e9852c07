"""Asking people for texts: by when, another day, no longer; and their signing off of what is written."""

from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Person
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.queries.owners import may_own
from reports.models import Authorship, Report
from reports.permissions import can_build
from reports.queries.titles import called
from reports.queries.writing import newest_of
from reports.rules.kinds import Kind
from reports.rules.sections import section_titles
from reports.rules.states import OPEN
from reports.rules.writing import day_fits

SETTLED = "The report is approved: its texts are settled. Open a new edition to correct it."


@transaction.atomic
def ask(*, report_id: int, section: str, author: Person, due_on: date, by: Standing) -> Authorship:
    """Ask somebody for one text by a day; whoever is asked already is given that day.

    `Refused` for somebody who would not see what they owe, a day that does not fit, or a settled report.
    """
    can_build(by).demand()
    report = _open_report(report_id, by)
    title = _title(report, section)
    may_own(author, report.board_id).demand()
    day_fits(due_on, clock.today()).demand()
    asked, made = Authorship.objects.get_or_create(
        report=report,
        section=section,
        author=author,
        ended_at=None,
        defaults={"due_on": due_on, "asked_at": clock.now(), "asked_by": by.actor.words},
    )
    if not made and asked.due_on == due_on:
        raise Refused(f"{author.name} is asked for it by that day already.")
    asked.due_on = due_on
    asked.save(update_fields=["due_on"])
    verb = "Asked" if made else "Moved the day: asked"
    _enter("ask", report, f"{verb} {author.name} to write “{title}” by {due_on:%-d %B %Y}.", by.actor)
    return asked


@transaction.atomic
def end(*, report_id: int, authorship_id: int, by: Standing) -> None:
    """Ask somebody no longer. What they wrote stays."""
    can_build(by).demand()
    report = _open_report(report_id, by)
    asked = _held(report, authorship_id)
    asked.ended_at = clock.now()
    asked.save(update_fields=["ended_at"])
    _enter(
        "end", report, f"No longer asks {asked.author.name} for “{_title(report, asked.section)}”.", by.actor
    )


@transaction.atomic
def sign_off(*, report_id: int, authorship_id: int, seen: int, by: Standing) -> Authorship:
    """Stand by the newest version of a text one was asked for; `seen` is the version that was read.

    A later version undoes it. `Refused` for anybody else's text, and where somebody wrote a newer one meanwhile.
    """
    report = _open_report(report_id, by)
    asked = _held(report, authorship_id)
    if asked.author_id != by.person_id:
        raise Refused("Only whoever was asked for a text signs it off.")
    newest = newest_of(report).get(asked.section)
    if newest is None:
        raise Refused("Nothing is written yet.")
    if newest != seen:
        raise Refused("Somebody has changed the text since you opened it. Read it again, then sign it off.")
    asked.signed_off_id, asked.signed_off_at = newest, clock.now()
    asked.save(update_fields=["signed_off", "signed_off_at"])
    _enter("sign_off", report, f"Signed off “{_title(report, asked.section)}”.", by.actor)
    return asked


def _open_report(report_id: int, by: Standing) -> Report:
    report = (
        Report.objects.select_for_update(of=("self",))
        .select_related("board")
        .filter(pk=report_id, board_id=by.board_id)
        .first()
    )
    if report is None:
        raise Refused("No such report at this board.")
    if report.state not in OPEN:
        raise Refused(SETTLED)
    return report


def _held(report: Report, authorship_id: int) -> Authorship:
    found = (
        Authorship.objects.select_related("author")
        .filter(report=report, pk=authorship_id, ended_at=None)
        .first()
    )
    if found is None:
        raise Refused("Nobody is asked for that any more.")
    return found


def _title(report: Report, section: str) -> str:
    titles = section_titles(vocabulary_of(report.board), Kind(report.kind), report.year)
    if section not in titles:
        raise Refused("There is no such section.")
    return titles[section][0]


def _enter(verb: str, report: Report, words: str, by: Actor) -> None:
    record.enter(
        by=by,
        verb=f"authors.{verb}",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=f"{words[:-1]} for the {called(report).inside}." if verb == "sign_off" else words,
    )
