"""Where things with a number are shown. Worked out once a page and board: lists have thousands of them."""

from functools import lru_cache

from django.urls import reverse


def address(page: str, board_code: str, number: int) -> str:
    """The path of a thing's page."""
    before, after = _around(page, board_code)
    return f"{before}{number}{after}"


@lru_cache(maxsize=1_000)
def _around(page: str, board_code: str) -> tuple[str, str]:
    """What stands before and after the number."""
    before, _, after = reverse(page, args=[board_code, 0]).rpartition("/0/")
    return f"{before}/", f"/{after}"
