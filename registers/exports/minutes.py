"""The minute extract of a meeting as a Word file: who came, what was decided, what is to be done by when."""

from datetime import date, datetime, time

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from design import docx
from registers.models import Decision, Invited
from registers.queries.actions import ActionRow
from registers.queries.meetings import MeetingPage

NOTICE = "Demonstration: this board and this meeting are invented."
_CAME = {
    Invited.Came.YES: "Attended",
    Invited.Came.APOLOGIES: "Apologies",
    Invited.Came.NO: "Absent",
    Invited.Came.UNKNOWN: "Not noted",
}


def minutes_docx(page: MeetingPage, standing: Standing) -> bytes:
    """The extract, to be edited in Word. The same meeting gives the same bytes: it is dated by the meeting's day."""
    meeting = page.meeting
    where = f", {meeting.place}" if meeting.place else ""
    return docx.write(
        title=f"{meeting.title}, {_day(meeting.held_on)}: minute extract",
        author=standing.board_name,
        made_at=datetime.combine(meeting.held_on, time(), LONDON),
        blocks=(
            docx.Heading(f"{meeting.title}, {_day(meeting.held_on)}"),
            docx.Paragraph(f"{standing.board_name}{where}. Reference {meeting.reference}."),
            docx.Paragraph(_state(page)),
            docx.Heading("Attendance", 2),
            docx.Paragraph(f"{page.came} of {len(page.invited)} seats were taken."),
            docx.Table(
                ("Agency", "Attendance", "Who"),
                tuple((one.agency.name, _CAME[Invited.Came(one.came)], _who(one)) for one in page.invited),
            ),
            docx.Heading("Decisions", 2),
            *_decisions(page.decisions),
            docx.Heading("Actions", 2),
            *_actions(page.actions),
        ),
        notice=NOTICE if standing.synthetic else "",
    )


def _state(page: MeetingPage) -> str:
    meeting = page.meeting
    if meeting.closed_at is None:
        return "Draft: attendance and decisions are not settled yet."
    return f"Settled on {_day(meeting.closed_at.astimezone(LONDON).date())} by {meeting.closed_by}."


def _decisions(decisions: tuple[Decision, ...]) -> tuple[docx.Block, ...]:
    if not decisions:
        return (docx.Paragraph("No decision was recorded."),)
    rows = tuple((one.minute, one.text, one.about) for one in decisions)
    return (docx.Table(("Minute", "Decision", "About"), rows),)


def _actions(actions: tuple[ActionRow, ...]) -> tuple[docx.Block, ...]:
    if not actions:
        return (docx.Paragraph("No action was agreed."),)
    rows = tuple((one.reference, one.text, one.owner, _day(one.due_on)) for one in actions)
    return (docx.Table(("Action", "What is to be done", "With", "Due"), rows),)


def _who(invited: Invited) -> str:
    return f"{invited.who} (substitute)" if invited.substitute and invited.who else invited.who


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
