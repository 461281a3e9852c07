"""How many staff agencies have, as far as a board was told: the latest number of each."""

from training.models import Headcount


def staff_by_agency(board_id: int) -> dict[int, int]:
    """The latest headcount in all of each agency, by its key."""
    rows = Headcount.objects.filter(board_id=board_id, profession__isnull=True).order_by("as_of", "pk")
    return dict(rows.values_list("agency_id", "number"))
