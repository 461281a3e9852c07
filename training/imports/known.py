"""What a file of attendance is held against, from a handful of queries. No checking."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from django.conf import settings

from agencies.models import Agency, Board
from agencies.rules import clock
from scorecard.rules.periods import Period
from training.imports.matrix import Names
from training.imports.rows import Kept, Known
from training.models import Course, Profession, Session, WorkDomain
from training.queries.told import taken_here
from training.rules.columns import plain


def known_to(board: Board, default_agency: int | None) -> Known:
    """The board's agencies, professions, courses and sessions, by every name a file may use."""
    sessions = [
        (reference, Kept(pk, course_id, starts))
        for pk, number, course_id, starts in Session.objects.filter(board=board, cancelled_at__isnull=True)
        .order_by("starts", "pk")
        .values_list("pk", "number", "course_id", "starts")
        for reference in [plain(f"S-{number}")]
    ]
    days: dict[tuple[int, date], Kept] = {}
    for _, one in sessions:
        days.setdefault((one.course_id, one.starts.astimezone(clock.LONDON).date()), one)
    domains: dict[int, set[str]] = defaultdict(set)
    for agency_id, domain in WorkDomain.objects.values_list("agency_id", "domain"):
        domains[agency_id].add(domain)
    return Known(
        board_id=board.pk,
        secret=settings.SECRET_KEY.encode(),
        today=clock.today(),
        agencies=_agencies(board),
        professions=_professions(board),
        courses=_courses(board),
        sessions=dict(sessions),
        days=days,
        domains={agency_id: frozenset(found) for agency_id, found in domains.items()},
        default_agency=default_agency,
    )


def names_in_matrices(board: Board, period: Period | None) -> Names:
    """What a matrix of the board's courses by its agencies may name. `period`: chosen by whoever sends it."""
    known = known_to(board, None)
    return Names(known.agencies, known.courses, known.sessions, known.today, period)


def records_of(board: Board) -> Callable[[Period], Mapping[tuple[int, int], int]]:
    """Places taken here in a period, by course and agency; asked once a period."""
    return cache(lambda period: taken_here(board.pk, period))


def _agencies(board: Board) -> dict[str, int]:
    found = {}
    for one in Agency.objects.filter(seats__board=board).distinct().prefetch_related("aliases"):
        for name in (one.code, one.name, *(alias.name for alias in one.aliases.all())):
            found[plain(name)] = found[plain(name.partition("(")[0])] = one.pk
    return found


def _professions(board: Board) -> dict[str, int]:
    return {
        plain(name): one.pk for one in Profession.objects.filter(board=board) for name in (one.code, one.name)
    }


def _courses(board: Board) -> dict[str, int | None]:
    """By reference, and by title; a title that two have is of neither."""
    courses = tuple(Course.objects.filter(board=board))
    titles = Counter(plain(one.title) for one in courses)
    found: dict[str, int | None] = {
        plain(one.title): one.pk if titles[plain(one.title)] == 1 else None for one in courses
    }
    return found | {plain(one.reference): one.pk for one in courses}
