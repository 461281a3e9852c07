"""Places told to their table: what is new, what is restated, what stands. Called only by an action, which owns the
transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.models import Agency
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.rules.periods import spanning
from training.imports.told import Line
from training.models import Course, Intake, PlacesTold
from training.queries.told import said


@dataclass(frozen=True, slots=True)
class Change:
    """What one line does: to which course, agency and period, what it said before (None: nothing) and says now."""

    course: str
    agency: str
    period: str
    was: str | None
    now: str
    sheet: str
    cell: str

    @property
    def same(self) -> bool:
        """Whether it changes nothing."""
        return self.was == self.now


def waiting(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines as they wait with their file."""
    return [
        {
            "course": one.course_id,
            "agency": one.agency_id,
            "first": one.period.first.isoformat(),
            "last": one.period.last.isoformat(),
            "telling": one.told.telling.value,
            "places": one.told.places,
            "sheet": one.sheet,
            "cell": one.cell,
        }
        for one in lines
    ]


def changes(intake: Intake) -> tuple[Change, ...]:
    """What loading the waiting lines would do."""
    held = _held(intake)
    courses = dict(Course.objects.filter(board_id=intake.board_id).values_list("pk", "title"))
    agencies = dict(Agency.objects.filter(seats__board_id=intake.board_id).values_list("pk", "name"))
    return tuple(
        Change(
            course=courses[one["course"]],
            agency=agencies[one["agency"]],
            period=spanning(*_days(one)).label,
            was=said(on_file.telling, on_file.places) if (on_file := held.get(_key(one))) else None,
            now=said(one["telling"], one["places"]),
            sheet=one["sheet"],
            cell=one["cell"],
        )
        for one in intake.waiting
    )


def load(intake: Intake, by: Actor) -> None:
    """Write the waiting lines: new ones are added, those that differ restate what is on file, others change nothing."""
    held, now = _held(intake, lock=True), clock.now()
    new = []
    for one in intake.waiting:
        first, last = _days(one)
        found = held.get(_key(one))
        if found is not None and (found.telling, found.places) == (one["telling"], one["places"]):
            continue
        told = found or PlacesTold(
            board_id=intake.board_id, course_id=one["course"], agency_id=one["agency"], first=first, last=last
        )
        told.telling, told.places = one["telling"], one["places"]
        told.intake, told.sheet, told.cell = intake, one["sheet"][:200], one["cell"]
        told.told_at, told.told_by = now, by.words
        if found is None:
            new.append(told)
        else:
            told.save()
    PlacesTold.objects.bulk_create(new)


def _held(intake: Intake, *, lock: bool = False) -> dict[tuple[int, int, date, date], PlacesTold]:
    rows = PlacesTold.objects.filter(board_id=intake.board_id)
    return {
        (one.course_id, one.agency_id, one.first, one.last): one
        for one in (rows.select_for_update() if lock else rows)
    }


def _key(one: dict[str, Any]) -> tuple[int, int, date, date]:
    return (one["course"], one["agency"], *_days(one))


def _days(one: dict[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(one["first"]), date.fromisoformat(one["last"])
