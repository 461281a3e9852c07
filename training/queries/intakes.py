"""Files of attendance: the list, and one of them."""

from agencies.models import Board
from agencies.rules.standing import Standing
from training.models import Intake
from training.permissions import can_keep_training

#: So many files are listed, latest first.
MOST = 50


def intakes(by: Standing) -> tuple[Intake, ...]:
    """The files that were looked at, latest first."""
    can_keep_training(by).demand()
    return tuple(Intake.objects.filter(board_id=by.board_id).select_related("agency")[:MOST])


def intake(by: Standing, intake_id: int) -> Intake | None:
    """One of them; None where this board has none such."""
    can_keep_training(by).demand()
    return Intake.objects.filter(board_id=by.board_id, pk=intake_id).select_related("agency").first()


def board_of(by: Standing) -> Board:
    """The board this person stands at."""
    return Board.objects.get(pk=by.board_id)
