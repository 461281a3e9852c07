"""Board meetings: called, attended, decided at, closed. A decision names what it is about as it was called then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.words import PAGE, line, said
from registers.models import Decision, Invited, Meeting
from registers.permissions import can_do_to_meeting, can_keep_meetings
from registers.queries.owners import seated_on
from registers.rules.meetings import Verb, can_close, day_fits
from registers.rules.origins import Origin

_TITLE, _MINUTE = 120, 40


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who came for one seat: `came` as `Invited.Came` has it, the person's name, and whether it was a substitute."""

    came: str = ""
    who: str = ""
    substitute: bool = False


@transaction.atomic
def call(
    *, board: Board, title: str, held_on: date, by: Standing, place: str = "", counts: bool = True
) -> Meeting:
    """Call a meeting, or enter one that was held: every seat standing that day is invited.

    `counts`: whether attendance at it is counted, as at meetings of the board itself.
    """
    can_keep_meetings(by).demand()
    if board.pk != by.board_id:
        raise Refused("A meeting is called at one’s own board.")
    day_fits(held_on, clock.today()).demand()
    meeting = Meeting(
        board=board,
        title=line(title, empty="Say what meeting it is.", longest=_TITLE),
        held_on=held_on,
        place=line(place),
        counts=counts,
        called_at=clock.now(),
        called_by=by.actor.words,
    )
    seats = seated_on(board.pk, held_on)
    if not seats:
        raise Refused("No agency has a seat at this board on that day.")
    meeting.number = next_number(Meeting, board.pk)
    meeting.save()
    Invited.objects.bulk_create(Invited(meeting=meeting, agency_id=pk) for pk in sorted(seats))
    words = f"Called {meeting}: {meeting.title}, {held_on:%-d %B %Y}; {len(seats)} seats are invited."
    _enter(meeting, "call", words, by)
    return meeting


@transaction.atomic
def amend(
    *, meeting_id: int, title: str, held_on: date, place: str, counts: bool, seen: int, by: Standing
) -> Meeting:
    """Change when and where it is. Another day invites the seats of that day; what was noted of the others stays."""
    meeting = _taken(Verb.AMEND, meeting_id, by, seen)
    day_fits(held_on, clock.today()).demand()
    was = (meeting.title, meeting.held_on, meeting.place, meeting.counts)
    becomes = (
        line(title, empty="Say what meeting it is.", longest=_TITLE),
        held_on,
        line(place),
        counts,
    )
    if was == becomes:
        raise Refused("Nothing has changed.")
    meeting.title, meeting.held_on, meeting.place, meeting.counts = becomes
    if was[1] != held_on:
        _invite_anew(meeting)
    where = f", {meeting.place}" if meeting.place else ""
    _save(meeting, "amend", f"Changed {meeting}: {meeting.title}, {held_on:%-d %B %Y}{where}.", by)
    return meeting


@transaction.atomic
def note_attendance(*, meeting_id: int, came: Mapping[int, Attendance], seen: int, by: Standing) -> Meeting:
    """Note for each invited agency, by its id, who came. Apologies may be noted before the day; the rest not."""
    meeting = _taken(Verb.NOTE_ATTENDANCE, meeting_id, by, seen)
    invited = {one.agency_id: one for one in meeting.invited.select_for_update().order_by("pk")}
    if set(came) - set(invited):
        raise Refused("Only those who were invited are noted.")
    for agency_id, noted in came.items():
        _note(invited[agency_id], noted, early=meeting.held_on > clock.today())
    there = sum(one.came == Invited.Came.YES for one in invited.values())
    _save(meeting, "note_attendance", f"Noted who came to {meeting}: {there} of {len(invited)} seats.", by)
    return meeting


@transaction.atomic
def decide(
    *, meeting_id: int, text: str, by: Standing, minute: str = "", about: Origin | None = None
) -> Decision:
    """Enter what was decided, and about what. It stands on that thing's page too."""
    meeting = _taken(Verb.DECIDE, meeting_id, by)
    decision = Decision(meeting=meeting, decided_at=clock.now(), decided_by=by.actor.words)
    _fill(decision, text, minute, about)
    decision.save()
    _enter(meeting, "decide", f"Entered a decision of {meeting}{_about(decision)}: {decision.text}", by)
    return decision


@transaction.atomic
def amend_decision(
    *, decision_id: int, text: str, minute: str, about: Origin | None, by: Standing
) -> Decision:
    """Put a decision right, until the meeting is closed. What it said before stays in the record."""
    decision = _decision(decision_id, by)
    was = decision.text
    _fill(decision, text, minute, about)
    decision.save()
    meeting = decision.meeting
    words = f"Changed a decision of {meeting}{_about(decision)}. It was “{was}”, and is “{decision.text}”."
    _enter(meeting, "amend_decision", words, by)
    return decision


@transaction.atomic
def remove_decision(*, decision_id: int, reason: str, by: Standing) -> None:
    """Take out what was not decided after all, until the meeting is closed. The record keeps it with the reason."""
    decision = _decision(decision_id, by)
    why = said(reason, empty="Say why it is taken out.")
    meeting, text = decision.meeting, decision.text
    decision.delete()
    _enter(meeting, "remove_decision", f"Took a decision out of {meeting}: “{text}”. {why}", by)


@transaction.atomic
def close(*, meeting_id: int, seen: int, by: Standing) -> Meeting:
    """Settle its attendance and decisions. Raises `Refused` while it is not noted for every seat who came."""
    meeting = _taken(Verb.CLOSE, meeting_id, by, seen)
    can_close(unnoted=meeting.invited.filter(came=Invited.Came.UNKNOWN).count()).demand()
    meeting.closed_at, meeting.closed_by = clock.now(), by.actor.words
    _save(meeting, "close", f"Closed {meeting}.", by)
    return meeting


@transaction.atomic
def reopen(*, meeting_id: int, reason: str, seen: int, by: Standing) -> Meeting:
    """Open it again, because something in it is wrong."""
    meeting = _taken(Verb.REOPEN, meeting_id, by, seen)
    why = said(reason, empty="Say why it is opened again.")
    meeting.closed_at, meeting.closed_by = None, ""
    _save(meeting, "reopen", f"Opened {meeting} again: {why}", by)
    return meeting


def _taken(verb: Verb, meeting_id: int, by: Standing, seen: int | None = None) -> Meeting:
    """The meeting, locked, for who may do this to it and has seen its newest version."""
    rows = Meeting.objects.select_for_update(of=("self",)).filter(pk=meeting_id, board_id=by.board_id)
    meeting = rows.first()
    if meeting is None:
        raise Refused("No such meeting at this board.")
    can_do_to_meeting(verb, by, meeting).demand()
    if seen is not None:
        demand_newest(seen=seen, version=meeting.version)
    return meeting


def _decision(decision_id: int, by: Standing) -> Decision:
    decision = Decision.objects.filter(pk=decision_id, meeting__board_id=by.board_id).first()
    if decision is None:
        raise Refused("No such decision: it was taken out.")
    decision.meeting = _taken(Verb.DECIDE, decision.meeting_id, by)
    return decision


def _invite_anew(meeting: Meeting) -> None:
    seats = seated_on(meeting.board_id, meeting.held_on)
    if not seats:
        raise Refused("No agency has a seat at this board on that day.")
    meeting.invited.exclude(agency_id__in=seats).filter(came=Invited.Came.UNKNOWN).delete()
    there = set(meeting.invited.values_list("agency_id", flat=True))
    Invited.objects.bulk_create(Invited(meeting=meeting, agency_id=pk) for pk in sorted(seats - there))


def _note(invited: Invited, noted: Attendance, *, early: bool) -> None:
    if noted.came not in Invited.Came.values:
        raise Refused("Somebody attended, sent apologies, or was absent.")
    if early and noted.came in (Invited.Came.YES, Invited.Came.NO):
        raise Refused("It has not been held yet: only apologies can be noted.")
    if noted.substitute and noted.came != Invited.Came.YES:
        raise Refused("A substitute is somebody who came.")
    invited.came, invited.who, invited.substitute = noted.came, line(noted.who), noted.substitute
    invited.save(update_fields=["came", "who", "substitute"])


def _fill(decision: Decision, text: str, minute: str, about: Origin | None) -> None:
    decision.text = said(text, empty="Write what was decided.", longest=PAGE)
    decision.minute = line(minute, longest=_MINUTE)
    decision.kind, decision.key = (about.kind, about.key) if about else ("", "")
    decision.about, decision.url = (about.words, about.url) if about else ("", "")


def _about(decision: Decision) -> str:
    return f" about {decision.about.partition(':')[0]}" if decision.about else ""


def _save(meeting: Meeting, verb: str, words: str, by: Standing) -> None:
    meeting.version += 1
    meeting.save()
    _enter(meeting, verb, words, by)


def _enter(meeting: Meeting, verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"meetings.{verb}",
        kind="meeting",
        reference=meeting.pk,
        board_code=by.board_code,
        words=words,
        details={"version": meeting.version},
    )
