"""What staff work as, in a board's own list."""

from agencies.models import Agency
from agencies.queries.people import seated_agencies
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from training.models import Profession
from training.permissions import can_keep_training


def professions_of(standing: Standing) -> tuple[Profession, ...]:
    """The board's list, in its order."""
    return tuple(Profession.objects.filter(board_id=standing.board_id))


def agencies_to_book(standing: Standing) -> tuple[Agency, ...]:
    """The agencies whose staff this person may book: every one with a seat, or a lead's own; by name."""
    seated = seated_agencies(standing)
    if can_keep_training(standing):
        return seated
    own = standing.agencies_with(Permission.TEAM_BOOK)
    return tuple(one for one in seated if one.pk in own)
