"""What agencies owe and have sent: the list, one return, one submission; and the feeds that look for files."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.working_days import working_days_between
from scorecard.models import Feed, Finding, Return, Submission
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
    overdue_days: int


def returns_of(standing: Standing, *, year: int | None = None) -> tuple[ReturnRow, ...]:
    """The returns this person may see, newest quarter first; of one year April to March when given."""
    seen = returns_seen(standing)
    found = Return.objects.filter(board_id=standing.board_id).select_related("agency")
    if seen is not None:
        found = found.filter(agency_id__in=seen)
    if year is not None:
        found = found.filter(first__gte=date(year, 4, 1), last__lte=date(year + 1, 3, 31))
    return tuple(_return_row(one) for one in found.order_by("-first", "agency__name"))


def years_with_returns(standing: Standing) -> tuple[int, ...]:
    """The years, April to March by first calendar year, in which returns were owed; newest first."""
    firsts = Return.objects.filter(board_id=standing.board_id).values_list("first", flat=True).distinct()
    return tuple(sorted({day.year if day.month >= 4 else day.year - 1 for day in firsts}, reverse=True))


def days_overdue(one: Return) -> int:
    """How many working days ago a return the board does not have was due; 0 when it is not late."""
    return working_days_between(one.due_on, clock.today()) if one.state in life.OPEN else 0


def _return_row(one: Return) -> ReturnRow:
    return ReturnRow(
        id=one.pk,
        agency=one.agency.name,
        first=one.first,
        last=one.last,
        due_on=one.due_on,
        state=one.state,
        state_words=one.get_state_display(),
        overdue_days=days_overdue(one),
    )


def return_seen(standing: Standing, return_id: int) -> Return | None:
    """One return, when this person may see it."""
    seen = returns_seen(standing)
    found = Return.objects.filter(pk=return_id, board_id=standing.board_id).select_related("agency", "board")
    if seen is not None:
        found = found.filter(agency_id__in=seen)
    return found.first()


def submissions_for(standing: Standing, owed: Return) -> tuple[Submission, ...]:
    """What was sent for a return, newest first: files that answer it, and those that fill its quarter."""
    return tuple(
        Submission.objects.filter(board_id=standing.board_id, agency_id=owed.agency_id)
        .filter(pk__in=_answering(owed))
        .select_related("received_by", "feed")
        .order_by("-pk")
    )


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


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One scheduled import."""

    id: int
    agency: str
    folder: str
    policy: str
    policy_words: str
    policy_set_by: str
    policy_set_at: datetime
    last_looked_on: datetime | None
    last_trouble: str
    taken: int


def feeds_of(standing: Standing) -> tuple[FeedRow, ...]:
    """This board's feeds, by agency."""
    return tuple(
        FeedRow(
            id=one.pk,
            agency=one.agency.name,
            folder=one.folder,
            policy=one.policy,
            policy_words=one.get_policy_display(),
            policy_set_by=one.policy_set_by,
            policy_set_at=one.policy_set_at,
            last_looked_on=one.last_looked_on,
            last_trouble=one.last_trouble,
            taken=one.taken,
        )
        for one in Feed.objects.filter(board_id=standing.board_id, active=True)
        .select_related("agency")
        .annotate(taken=Count("files"))
        .order_by("agency__name", "folder")
    )


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
