"""Numbers people call things by: they count up from 1 at each board, and none is used twice."""

from django.db.models import Max, Model

from agencies.locks import Work, one_after_another


def next_number(model: type[Model], board_id: int) -> int:
    """The next number of this kind of thing at a board; others who ask wait until this transaction ends."""
    one_after_another(Work.NUMBERING, board_id)
    found = model._default_manager.filter(board_id=board_id).aggregate(latest=Max("number"))["latest"]
    return (found or 0) + 1
