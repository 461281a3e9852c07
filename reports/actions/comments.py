"""Remarks on the texts of a report: said, and settled with an answer."""

from django.db import transaction

from agencies.actions import record
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.words import said
from reports.models import Comment, Report
from reports.permissions import can_comment, can_write
from reports.queries.writing import asked_of
from reports.rules.kinds import Kind
from reports.rules.sections import section_titles
from reports.rules.states import OPEN


@transaction.atomic
def say(*, report_id: int, section: str, text: str, by: Standing) -> Comment:
    """Say something about one text. `Refused` for words that could identify a child, or once the report is settled."""
    report = _open_report(report_id, by)
    can_comment(by, asked=section in asked_of(by, report)).demand()
    title = _title(report, section)
    comment = Comment.objects.create(
        report=report,
        section=section,
        text=said(text, empty="Write your comment.", longest=2_000),
        written_at=clock.now(),
        written_by=by.actor.words,
    )
    _enter("say", report, f"Commented on “{title}”.", by)
    return comment


@transaction.atomic
def settle(*, report_id: int, comment_id: int, answer: str, by: Standing) -> Comment:
    """Say what became of a comment; whoever may write the text may."""
    report = _open_report(report_id, by)
    comment = Comment.objects.select_for_update().filter(report=report, pk=comment_id).first()
    if comment is None:
        raise Refused("No such comment on this report.")
    can_write(by, asked=comment.section in asked_of(by, report)).demand()
    if comment.settled_at is not None:
        raise Refused("It is settled already.")
    comment.answer = said(answer, empty="Say what became of it.", longest=2_000)
    comment.settled_at, comment.settled_by = clock.now(), by.actor.words
    comment.save(update_fields=["answer", "settled_at", "settled_by"])
    _enter("settle", report, f"Settled a comment on “{_title(report, comment.section)}”.", by)
    return comment


def _open_report(report_id: int, by: Standing) -> Report:
    report = Report.objects.select_related("board").filter(pk=report_id, board_id=by.board_id).first()
    if report is None:
        raise Refused("No such report at this board.")
    if report.state not in OPEN:
        raise Refused("The report is approved: its texts are settled.")
    return report


def _title(report: Report, section: str) -> str:
    titles = section_titles(vocabulary_of(report.board), Kind(report.kind), report.year)
    if section not in titles:
        raise Refused("There is no such section.")
    return titles[section][0]


def _enter(verb: str, report: Report, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"comments.{verb}",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=words,
    )
