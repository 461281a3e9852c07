"""Last year's facts as the beginning of this year's: the same partners, cost lines and groups, in one step."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from agencies.actions import record
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from reports.models import Contribution, Cost, SubGroup
from reports.permissions import can_edit
from reports.rules.facts import NOUNS, Fact, year_words, years_kept

AYearsLine = Contribution | Cost | SubGroup
MODELS: Mapping[Fact, type[AYearsLine]] = {
    Fact.CONTRIBUTION: Contribution,
    Fact.COST: Cost,
    Fact.SUB_GROUP: SubGroup,
}
#: What is copied of each. How often a group met and what it did is told of one year alone.
COPIED: Mapping[Fact, tuple[str, ...]] = {
    Fact.CONTRIBUTION: ("agency_id", "source", "amount", "in_kind"),
    Fact.COST: ("line", "about", "amount"),
    Fact.SUB_GROUP: ("name", "chair", "purpose"),
}


@transaction.atomic
def copy_last_year(*, fact: Fact, board: Board, year: int, by: Standing) -> int:
    """Enter the lines of the year before in a year of which nothing of this kind is entered; how many.

    Raises `Refused` where something is entered already, and where the year before has nothing.
    """
    can_edit(by).demand()
    if board.pk != by.board_id:
        raise Refused("Facts are entered at one’s own board.")
    if fact not in COPIED or year not in years_kept(clock.today()):
        raise Refused("That is not copied from a year before.")
    Board.objects.select_for_update(no_key=True).get(pk=board.pk)
    here = MODELS[fact].objects.filter(board=board)
    if here.filter(year=year).exists():
        raise Refused("Something is entered already: last year’s lines are copied into an empty table only.")
    lines = [_anew(fact, one, year) for one in here.filter(year=year - 1).order_by("pk")]
    if not lines:
        raise Refused("There is nothing to copy: the year before has no lines.")
    try:
        with transaction.atomic():
            MODELS[fact].objects.bulk_create(lines)  # type: ignore[arg-type]
    except IntegrityError:
        raise Refused("Somebody entered a group of the same name meanwhile.") from None
    many = f"{len(lines)} {NOUNS[fact]}{'' if len(lines) == 1 else 's'}"
    record.enter(
        by=by.actor,
        verb="facts.copy",
        kind=f"report-{MODELS[fact].__name__.lower()}",
        reference=f"{board.code} {year}",
        board_code=by.board_code,
        words=f"Copied {many} of {year_words(year - 1)} into the year {year_words(year)}.",
    )
    return len(lines)


def _anew(fact: Fact, line: AYearsLine, year: int) -> AYearsLine:
    return MODELS[fact](
        board_id=line.board_id, year=year, **{name: getattr(line, name) for name in COPIED[fact]}
    )
