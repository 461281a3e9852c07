"""Training counted from its records every night and handed down to the scorecard: see docs/adr/0026."""

from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from scorecard.actions.counted_here import count_from
from scorecard.actions.handing_down import Computed, hand_down
from scorecard.models import Figure
from scorecard.queries.counted_here import counted_here
from scorecard.rules.periods import Period, quarter_holding
from training.models import Learner
from training.permissions import can_set_counting
from training.queries.counted import came_in, follow_ups, places_of, seated, sessions_of
from training.rules.counting import Place, Tally, booked_who_attended, did_not_come, told
from training.rules.counting import Standing as Stands
from training.rules.people import Came, Window, people

JOB = Actor(None, "The nightly job that counts the training records")
PEOPLE, ATTENDED, NO_SHOWS, CHANGED = "W06", "W08a", "W08b", "W09"
CODES = (PEOPLE, ATTENDED, NO_SHOWS, CHANGED)
SOURCE = "the board’s training records"


@transaction.atomic
def keep_here(*, first: Period, by: Standing) -> None:
    """Say from which quarter on W06, W08 and W09 come from the training records only; counted at once."""
    can_set_counting(by).demand()
    board = Board.objects.get(pk=by.board_id)
    count_from(board=board, codes=CODES, first=first, source=SOURCE, by=by.actor)
    of_board(board)


def hand_down_training() -> int:
    """Count every board's quarters kept here that have ended; returns how many figures came or changed."""
    return sum(of_board(board) for board in Board.objects.filter(counted_here__code=PEOPLE).order_by("pk"))


def of_board(board: Board) -> int:
    """Count one board's quarters kept here, all that have ended: a list is reopened, a person entered twice merged."""
    kept = counted_here(board.pk).get(PEOPLE)
    if kept is None:
        return 0
    period, figures = quarter_holding(kept.since), list[Computed]()
    while period.last < clock.today():
        figures += _figures(board, period)
        period = period.next()
    return sum(one.figures_found for one in hand_down(board=board, figures=figures, by=JOB))


def _figures(board: Board, period: Period) -> Iterator[Computed]:
    """One quarter's figures. While an attendance list is open, there is no number of people or places yet."""
    window = Window(period.first, period.last)
    held = sessions_of(board.pk, window)
    if not any(one.standing is Stands.OPEN for one in held):
        yield from _people(board, period, window)
        yield from _places(period, places_of(held))
    sent = follow_ups(board.pk, window)
    changed = sum(answer is True for _, _, answer in sent)
    records = tuple(
        (f"Follow-up, {session}", "", on.isoformat(), _answer_words(answer)) for session, on, answer in sent
    )
    yield Computed(CHANGED, period, changed, len(sent), f"rule {CHANGED}, 1", records, only_here=True)


def _answer_words(answer: bool | None) -> str:
    return "no answer" if answer is None else "practice changed" if answer else "no change"


def _people(board: Board, period: Period, window: Window) -> Iterator[Computed]:
    """Different people in all, and by agency; each agency with a seat, and each that had a number before."""
    found = people(came_in(board.pk, window), window)
    called = dict(Learner.objects.filter(pk__in=found).values_list("pk", "pseudonym"))
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for person, last in sorted(found.items()):
        rows[last.agency].append(_person(called[person], last))
    everybody = [row for agency in sorted(rows) for row in rows[agency]]
    rule = f"rule {PEOPLE}, 1"
    yield Computed(PEOPLE, period, len(everybody), None, rule, tuple(everybody), only_here=True)
    before = Figure.objects.current().filter(
        indicator__board=board, indicator__code=PEOPLE, first=period.first, last=period.last
    )
    names = {*seated(board.pk, period.last), *rows, *before.values_list("breakdown", flat=True)} - {"all"}
    for name in sorted(names):
        theirs = tuple(rows[name])
        yield Computed(PEOPLE, period, len(theirs), None, rule, theirs, part=name, only_here=True)


def _person(pseudonym: str, last: Came) -> tuple[str, ...]:
    return pseudonym, "", last.on.isoformat(), "one person"


def _places(period: Period, places: tuple[Place, ...]) -> Iterator[Computed]:
    """Booked who attended, and who did not come, of booked: from each session with a booked place."""
    by_session: dict[str, Tally] = defaultdict(Tally)
    for one in places:
        by_session[one.session] += told(one)
    whole = sum(by_session.values(), Tally())
    for code, share_of in ((ATTENDED, booked_who_attended), (NO_SHOWS, did_not_come)):
        records = tuple(
            (session, f"{share.whole} booked", f"{share.part} {share.of}", f"{share.part} of {share.whole}")
            for session, share in ((name, share_of(one)) for name, one in by_session.items())
        )
        share = share_of(whole)
        yield Computed(code, period, share.part, share.whole, f"rule {code}, 1", records, only_here=True)
