"""The year's facts that no other room holds: money, sub-groups, what children and families said."""

from dataclasses import dataclass

from agencies.rules.standing import Standing
from reports.models import Contribution, Cost, SubGroup, Voice
from reports.permissions import can_see_drafts
from reports.rules.facts import Fact
from scorecard.rules.periods import financial_year


def contributions_of(board_id: int, year: int) -> tuple[Contribution, ...]:
    """What each partner gave in a year: agencies by name, then what came from elsewhere."""
    found = Contribution.objects.filter(board_id=board_id, year=year).select_related("agency")
    return tuple(sorted(found, key=lambda one: (one.agency is None, str(one.agency or one.source), one.pk)))


def costs_of(board_id: int, year: int) -> tuple[Cost, ...]:
    """What was spent in a year, as entered."""
    return tuple(Cost.objects.filter(board_id=board_id, year=year).order_by("pk"))


def sub_groups_of(board_id: int, year: int) -> tuple[SubGroup, ...]:
    """The groups of a year, by name."""
    return tuple(SubGroup.objects.filter(board_id=board_id, year=year).order_by("name"))


def voices_of(board_id: int, year: int) -> tuple[Voice, ...]:
    """What was said in a year April to March, the earliest first."""
    whole = financial_year(year)
    found = Voice.objects.filter(board_id=board_id, said_on__range=(whole.first, whole.last))
    return tuple(found.order_by("said_on", "pk"))


def fact_seen(standing: Standing, fact: Fact, pk: int) -> Contribution | Cost | SubGroup | Voice | None:
    """One fact of this board."""
    if not can_see_drafts(standing):
        return None
    match fact:
        case Fact.CONTRIBUTION:
            return (
                Contribution.objects.select_related("agency")
                .filter(pk=pk, board_id=standing.board_id)
                .first()
            )
        case Fact.COST:
            return Cost.objects.filter(pk=pk, board_id=standing.board_id).first()
        case Fact.SUB_GROUP:
            return SubGroup.objects.filter(pk=pk, board_id=standing.board_id).first()
        case Fact.VOICE:
            return Voice.objects.filter(pk=pk, board_id=standing.board_id).first()


@dataclass(frozen=True, slots=True)
class YearOfFacts:
    """Everything entered of one year."""

    contributions: tuple[Contribution, ...]
    costs: tuple[Cost, ...]
    sub_groups: tuple[SubGroup, ...]
    voices: tuple[Voice, ...]


def facts_of_year(standing: Standing, year: int) -> YearOfFacts:
    """What this board has entered of a year. Four queries."""
    board_id = standing.board_id
    return YearOfFacts(
        contributions_of(board_id, year),
        costs_of(board_id, year),
        sub_groups_of(board_id, year),
        voices_of(board_id, year),
    )
