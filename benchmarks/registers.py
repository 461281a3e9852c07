"""The registers' lists with 2,000 challenges and 500 risks: every filter and order, against an empty page.

The empty page is `benchmarks.overview`'s. A second board holds a quarter of it all in the same database, and its
pages are asked for in turn with the first's: they must take as many queries.
"""

import gzip
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Board, Membership, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from benchmarks import boards, measuring, readers, registered
from registers.models import OriginKind
from registers.presenters import risks as risk_words
from registers.queries import actions, challenges, thread_list

SIZE = boards.Size(quarters=24, agencies=14)
CHALLENGES, RISKS = 2_000, 500
#: The second board holds so many times fewer.
FEWER = 4
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Shelf:
    """One board, and the chair who reads its lists."""

    board: Board
    reader: Client
    agency: Agency

    def address(self, page: str) -> str:
        """Where a page stands at this board. “{agency}” in it is one of its agencies."""
        return f"/{self.board.code}/{page.format(agency=self.agency.code, agency_id=self.agency.pk)}"

    def get(self, page: str) -> bytes:
        """The page. Raises AssertionError when it is refused or not found."""
        answer = self.reader.get(self.address(page))
        if answer.status_code != 200:
            raise AssertionError(f"{self.address(page)} answered {answer.status_code}.")
        return answer.getvalue()


def pages() -> tuple[str, ...]:
    """Every list with every filter and order it has, as addresses below a board's."""
    return (
        *(f"challenges/?show={show}" for show in challenges.Show),
        *(f"challenges/?show=all&sort={sort}" for sort in challenges.Sort),
        "challenges/?show=all&agency={agency}",
        "challenges/?show=all&q=longer",
        "challenges/?show=all&page=2",
        *(f"threads/?show={show}" for show in thread_list.Show),
        "threads/?show=all&agency={agency}",
        *(
            f"threads/?show=all&from={kind}"
            for kind in (OriginKind.SIGNAL, OriginKind.RISK, OriginKind.BLANK)
        ),
        "threads/?show=all&page=2",
        "owed/",
        "owed/{agency}/",
        *(f"risks/?show={show}" for show in (*risk_words.SHOWS, risk_words.ARCHIVED)),
        *(f"risks/?sort={sort}" for sort in risk_words.SORTS),
        "risks/?owner={agency_id}",
        "risks/?cell=3x4",
        "risks/?page=2",
        "risks/second-look/",
        *(f"actions/?show={show}" for show in actions.Show),
        "actions/?show=all&agency={agency}",
        "actions/?show=all&from=risk",
        "meetings/",
        "audits/",
    )


def run() -> dict[str, Any]:
    """By page: queries, milliseconds and their ratio to an empty page, bytes; and the same ratio of a quarter.

    Raises AssertionError when more of it takes more queries.
    """
    clock.fix(boards.TODAY)
    try:
        few = _shelf("few", CHALLENGES // FEWER, RISKS // FEWER)
        many = _shelf("many", CHALLENGES, RISKS)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        return {
            "size": {"challenges": CHALLENGES, "risks": RISKS, "fewer": FEWER},
            "pages": {page: _compared(page, few, many) for page in pages()},
        }
    finally:
        clock.fix(None)


def _shelf(code: str, challenge_count: int, risk_count: int) -> Shelf:
    board = boards.build(code, SIZE)
    chair = Person.objects.create(email=f"chair@{code}.example", name="Charlotte Adeyemi")
    Membership.objects.create(
        person=chair, board=board, role=Role.INDEPENDENT_CHAIR.value, since=boards.LAST.first
    )
    registered.fill(board, challenges=challenge_count, risks=risk_count, writer=chair)
    reader = Client(SERVER_NAME="localhost")
    reader.force_login(chair, backend="django.contrib.auth.backends.ModelBackend")
    return Shelf(board, reader, Agency.objects.filter(seats__board=board).order_by("pk")[0])


def _compared(page: str, few: Shelf, many: Shelf) -> dict[str, Any]:
    queries = {name: _queries(one, page) for name, one in (("few", few), ("many", many))}
    if queries["many"] > queries["few"]:  # fewer where its first page happens to hold nothing of a kind
        raise AssertionError(f"{page} takes more queries of more: {queries}")
    works: dict[str, measuring.Work] = {
        "few": lambda: few.get(page),
        "many": lambda: many.get(page),
        "settling": lambda: many.reader.get(readers.empty_page()),
        "empty": lambda: many.reader.get(readers.empty_page()),
    }
    seconds = measuring.in_turn(works, ROUNDS)
    return {
        "queries": queries["many"],
        "milliseconds": round(seconds["many"] * 1000, 1),
        "ratio_to_empty_page": round(seconds["many"] / seconds["empty"], 1),
        "ratio_of_a_quarter": round(seconds["few"] / seconds["empty"], 1),
        "compressed_bytes": len(gzip.compress(many.get(page))),
    }


def _queries(shelf: Shelf, page: str) -> int:
    shelf.get(page)  # what is kept for everybody is there by now
    with CaptureQueriesContext(connection) as captured:
        shelf.get(page)
    return len(captured)
