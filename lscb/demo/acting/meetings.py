"""What the diary says of board meetings and case audits, done by their actions."""

from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.actions import audits
from registers.actions import meetings as acts
from registers.actions.meetings import Attendance
from registers.models import Invited, Meeting


def _call(stage: Stage, entry: Entry) -> None:
    given = entry.given
    made = acts.call(
        board=stage.board,
        title=given.get("title", "Board meeting"),
        held_on=given["held"],
        place=given.get("place", ""),
        counts=given.get("counts", True),
        by=stage.by(entry),
    )
    stage.keep(entry, made)


def _attend(stage: Stage, entry: Entry) -> None:
    """Everybody came but those with `apologies` and those `absent`; for some came `substitutes`.

    Of a meeting to come only apologies are known.
    """
    found, given = stage.its(entry, Meeting), entry.given
    came = {}
    for invited in found.invited.select_related("agency"):
        code = invited.agency.code
        if code in given.get("apologies", ()):
            noted = Attendance(Invited.Came.APOLOGIES)
        elif code in given.get("absent", ()):
            noted = Attendance(Invited.Came.NO)
        elif found.held_on > entry.on:
            continue
        else:
            substitute = code in given.get("substitutes", ())
            who = "A deputy" if substitute else stage.person(code).name
            noted = Attendance(Invited.Came.YES, who, substitute)
        came[invited.agency_id] = noted
    acts.note_attendance(meeting_id=found.pk, came=came, seen=found.version, by=stage.by(entry))


def _decide(stage: Stage, entry: Entry) -> None:
    given = entry.given
    acts.decide(
        meeting_id=stage.its(entry, Meeting).pk,
        text=given["text"],
        minute=given.get("minute", ""),
        about=stage.origin(entry, given["about"]) if "about" in given else None,
        by=stage.by(entry),
    )


def _close(stage: Stage, entry: Entry) -> None:
    found = stage.its(entry, Meeting)
    acts.close(meeting_id=found.pk, seen=found.version, by=stage.by(entry))


VERBS = {"call": _call, "attend": _attend, "decide": _decide, "close": _close}


def _record(stage: Stage, entry: Entry) -> None:
    given = entry.given
    made = audits.record_audit(
        board=stage.board,
        theme=given["theme"],
        held_on=given["held"],
        cases=given["cases"],
        agencies=[stage.agency(code) for code in given["agencies"]],
        grades=given["grades"],
        showed=given["showed"],
        again=stage.audit(given.get("again", "")),
        by=stage.by(entry),
    )
    stage.keep(entry, made)


AUDIT_VERBS = {"record": _record}
