"""What agencies owe and have sent: the list, one return, one submission."""

from dataclasses import dataclass
from datetime import date

from agencies.queries.people import seated_agencies
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.working_days import working_days_between
from scorecard.models import Finding, Restatement, Return, Submission
from scorecard.permissions import returns_seen
from scorecard.rules import life
from scorecard.rules.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One return in the list."""

    id: int
    agency: str
    first: date
    last: date
    due_on: date
    state: str
    state_words: str
    #: Working days.
    overdue_days: int
    #: Whether the agency said that it has nothing to report.
    nil: bool
    #: The quarter in words.
    label: str


def returns_of(standing: Standing, *, year: int | None = None) -> tuple[ReturnRow, ...]:
    """The returns this person may see, newest quarter first; of one year April to March when given."""
    seen = returns_seen(standing)
    found = Return.objects.filter(board_id=standing.board_id).select_related("agency")
    if seen is not None:
        found = found.filter(agency_id__in=seen)
    if year is not None:
        found = found.filter(first__gte=date(year, 4, 1), last__lte=date(year + 1, 3, 31))
    said_nil = set(
        Submission.objects.filter(
            answers__in=found, origin=Submission.Origin.NIL, state=Submission.State.RELEASED
        ).values_list("answers_id", flat=True)
    )
    return tuple(_return_row(one, nil=one.pk in said_nil) for one in found.order_by("-first", "agency__name"))


def years_with_returns(standing: Standing) -> tuple[int, ...]:
    """The years, April to March by first calendar year, in which returns were owed; newest first."""
    firsts = Return.objects.filter(board_id=standing.board_id).values_list("first", flat=True).distinct()
    return tuple(sorted({day.year if day.month >= 4 else day.year - 1 for day in firsts}, reverse=True))


def days_overdue(one: Return) -> int:
    """How many working days ago a return the board does not have was due; 0 when it is not late."""
    return working_days_between(one.due_on, clock.today()) if one.state in life.OPEN else 0


def _return_row(one: Return, *, nil: bool) -> ReturnRow:
    return ReturnRow(
        id=one.pk,
        agency=one.agency.name,
        first=one.first,
        last=one.last,
        due_on=one.due_on,
        state=one.state,
        state_words=one.get_state_display(),
        overdue_days=days_overdue(one),
        nil=nil,
        label=Period(one.first, one.last, PeriodKind.QUARTER).label,
    )


def return_seen(standing: Standing, return_id: int) -> Return | None:
    """One return, when this person may see it."""
    seen = returns_seen(standing)
    found = Return.objects.filter(pk=return_id, board_id=standing.board_id).select_related("agency", "board")
    if seen is not None:
        found = found.filter(agency_id__in=seen)
    return found.first()


def return_of(board_id: int, agency_id: int, period: Period) -> Return | None:
    """The return this agency owes for just this period, if it owes one."""
    return Return.objects.filter(
        board_id=board_id, agency_id=agency_id, first=period.first, last=period.last
    ).first()


def submission_of(board_id: int, agency_id: int, submission_id: int) -> Submission | None:
    """One submission of this agency at this board."""
    found = Submission.objects.filter(pk=submission_id, board_id=board_id, agency_id=agency_id)
    return found.select_related("board").first()


def submissions_for(standing: Standing, owed: Return) -> tuple[Submission, ...]:
    """What was sent for a return, newest first: files that answer it, and those that fill its quarter."""
    return tuple(
        Submission.objects.filter(board_id=standing.board_id, agency_id=owed.agency_id)
        .filter(pk__in=_answering(owed))
        .select_related("received_by", "feed")
        .order_by("-pk")
    )


def restatements_of(standing: Standing, owed: Return) -> tuple[Restatement, ...]:
    """What later files that are released did to a return's figures, and why; newest first."""
    return tuple(
        Restatement.objects.filter(
            restated=owed, submission__board_id=standing.board_id, submission__released_at__isnull=False
        )
        .select_related("submission")
        .order_by("-submission_id")
    )


def owing_agencies(standing: Standing) -> tuple[str, ...]:
    """The agencies this person sees that hold a seat today and have ever owed a return: those yet to be due."""
    seen = returns_seen(standing)
    owed = Return.objects.filter(board_id=standing.board_id)
    if seen is not None:
        owed = owed.filter(agency_id__in=seen)
    names = set(owed.order_by().values_list("agency__name", flat=True).distinct())
    return tuple(one.name for one in seated_agencies(standing) if one.name in names)


def _answering(owed: Return) -> set[int]:
    direct = set(Submission.objects.filter(answers=owed).values_list("pk", flat=True))
    filling = set(
        Submission.objects.filter(
            board_id=owed.board_id,
            agency_id=owed.agency_id,
            figures__first=owed.first,
            figures__last=owed.last,
        ).values_list("pk", flat=True)
    )
    waiting = set(
        Submission.objects.filter(
            board_id=owed.board_id,
            agency_id=owed.agency_id,
            checked_rows__first=owed.first,
            checked_rows__last=owed.last,
        ).values_list("pk", flat=True)
    )
    return direct | filling | waiting


def submission_seen(standing: Standing, submission_id: int) -> Submission | None:
    """One submission, when this person may see it: the sender always, the board once it is released or refused."""
    seen = returns_seen(standing)
    found = Submission.objects.filter(pk=submission_id, board_id=standing.board_id).select_related(
        "agency", "board", "answers", "feed", "received_by"
    )
    if seen is not None:
        found = found.filter(agency_id__in=seen)
    return found.first()


def findings_of(submission: Submission) -> tuple[Finding, ...]:
    """What the check found in a file, in the file's order. Who may read it is for the caller to ask."""
    return tuple(submission.findings.all())


def missing_returns(board_id: int, year: int) -> tuple[str, ...]:
    """The year's returns the board does not have, in words: agency and quarter."""
    owed = (
        Return.objects.filter(board_id=board_id, first__gte=date(year, 4, 1), last__lte=date(year + 1, 3, 31))
        .exclude(state__in=life.IN)
        .select_related("agency")
        .order_by("first", "agency__name")
    )
    return tuple(
        f"{one.agency.name}, {Period(one.first, one.last, PeriodKind.QUARTER).label}: {one.get_state_display()}"
        for one in owed
    )
