"""Long lists: no filter and no order takes more queries of three times as much, and a page holds fifty."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Board, Person
from agencies.rules.roles import Role
from benchmarks.registered import fill
from benchmarks.registers import Shelf, pages
from registers.models import Challenge, Risk
from tests.factories import (
    AgencyFactory,
    BoardFactory,
    IndicatorFactory,
    MembershipFactory,
    PersonFactory,
    PerspectiveFactory,
    SeatFactory,
)

#: What the makers of rows take turns with comes round in sixty: first and second pages hold the same sorts.
FEW, MANY = 120, 360


def shelf(code: str, number: int) -> Shelf:
    """A board with six indicators, three agencies, so many challenges and half as many risks; and its chair."""
    board: Board = BoardFactory(code=code)
    agencies: list[Agency] = [AgencyFactory(code=f"{code}-{n}") for n in range(3)]
    for one in agencies:
        SeatFactory(board=board, agency=one)
    perspective = PerspectiveFactory(board=board)
    for place in range(6):
        IndicatorFactory(board=board, perspective=perspective, code=f"{code}-{place}", owner=agencies[0])
    chair: Person = PersonFactory()
    MembershipFactory(person=chair, board=board, role=Role.INDEPENDENT_CHAIR)
    fill(board, challenges=number, risks=number // 2, writer=chair)
    reader = Client()
    reader.force_login(chair)
    return Shelf(board, reader, agencies[0])


@pytest.fixture
def shelves(db: None) -> tuple[Shelf, Shelf]:
    few, many = shelf("few", FEW), shelf("many", MANY)
    for one in (few, many):
        one.get("challenges/")  # what is kept for everybody is there by now
    return few, many


def queries(one: Shelf, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        one.get(page)
    return len(captured)


@pytest.mark.slow
def test_no_filter_and_no_order_takes_more_queries_of_three_times_as_much(
    shelves: tuple[Shelf, Shelf],
) -> None:
    few, many = shelves

    taken = {page: (queries(few, page), queries(many, page)) for page in pages()}

    assert {page: one for page, one in taken.items() if one[1] > one[0]} == {}
    assert max(most for _, most in taken.values()) < 45


def test_a_page_holds_fifty_and_the_next_the_rest(shelves: tuple[Shelf, Shelf]) -> None:
    _, many = shelves
    board = many.board

    for page, rows, number in (
        ("challenges/?show=all", "rows", Challenge.objects.filter(board=board).count()),
        ("threads/?show=all", "rows", Challenge.objects.filter(board=board).count()),
        ("risks/", "rows", Risk.objects.filter(board=board, archived_at=None).count()),
    ):
        first = many.reader.get(many.address(page)).context
        last = many.reader.get(many.address(f"{page}{'&' if '?' in page else '?'}page=99")).context
        assert len(first[rows]) == 50, page
        assert len(last[rows]) == (number % 50 or 50), page
