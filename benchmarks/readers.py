"""Who reads the pages that are timed, and which pages."""

from django.test import Client
from django.urls import reverse

from agencies.models import Board
from benchmarks import boards
from scorecard.models import Figure, Indicator


def signed_in(board: Board) -> Client:
    """A browser in which someone is signed in who sees every figure of the board."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(boards.member_of(board), backend="django.contrib.auth.backends.ModelBackend")
    return client


def overview(board: Board) -> str:
    """The address of the board's scorecard."""
    return reverse("scorecard:overview", args=[board.code])


def empty_page() -> str:
    """The address of a page with the frame every page has, and no figure: the one on privacy."""
    return reverse("page", args=["privacy"])


def counted(board: Board, size: boards.Size) -> dict[str, int]:
    """How much the board holds, to stand beside the times."""
    return {
        "indicators": Indicator.objects.filter(board=board).count(),
        "quarters": size.quarters,
        "agencies": size.agencies,
        "figures": Figure.objects.filter(indicator__board=board).count(),
    }
