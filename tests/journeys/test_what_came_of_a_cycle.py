"""A board member looks at a cycle of self-assessments: who replied, which standards are weakest, on any screen."""

from collections.abc import Callable
from datetime import date
from itertools import cycle as turns

import pytest

from agencies.models import Board, Person
from registers.rules.section_11.principles import principles_of
from tests.factories import AgencyFactory, AgencyKindFactory, AnswerFactory, StandardFactory
from tests.journeys.otherwise import in_forced_colours, on_paper
from tests.journeys.visitor import PHONE, WIDE, Visitor
from tests.registers.section_11.chased import asked, cycle_of

pytestmark = pytest.mark.django_db(transaction=True)
CAME = {"state": "submitted", "submitted_at": "2018-04-30T09:00Z", "submitted_by": "The executive"}


def furnish(board: Board) -> None:
    """Two cycles by thirteen standards: of four bodies three replied, of two charities none did to the second."""
    trust = AgencyKindFactory(name="Community health trust", duty="section_11")
    charity = AgencyKindFactory(name="Voluntary sector", duty="invited", kindly=True)
    bodies = [AgencyFactory(name=f"Community trust number {n} of the county", kind=trust) for n in range(4)]
    charities = [AgencyFactory(name=f"A charity with a rather long name {n}", kind=charity) for n in range(2)]
    first = cycle_of(board, due=date(2017, 5, 1), name="2016-17")
    second = cycle_of(board, due=date(2018, 5, 1), name="2017-18")
    for one in (first, second):
        one.standards, one.scale = first.standards, "met_partly_not"
        one.save()
    standards = [
        StandardFactory(standards=first.standards, number=number, title=one.title)
        for number, one in enumerate(principles_of(2018), 1)
    ]
    scores = turns([2, 1, 2, 0, 2, 2, 1])
    for one, replying in ((first, bodies), (second, bodies[1:])):
        for agency in replying:
            found = asked(one, agency, **CAME)
            for standard in standards:
                AnswerFactory(assessment=found, standard=standard, score=next(scores))
    asked(second, bodies[0], state="opened")
    for agency in charities:
        asked(second, agency, duty="invited", kindly=True)


def test_a_board_member_sees_who_replied_and_what_came_of_it_on_any_screen_and_on_paper(
    visit_signed_in: Callable[..., Visitor], board: Board, board_member: Person
) -> None:
    furnish(board)
    martin = visit_signed_in(board_member)
    martin.opens(f"/{board.code}/section-11/", (WIDE, PHONE))
    martin.sees("3 of 6 organisations have replied (50%). 3 are overdue, the longest by 13 working days.")
    martin.need_not_scroll_sideways()

    martin.follows("Who replied, organisation by organisation")
    martin.finds_the_page_sound((WIDE, PHONE))
    martin.sees("The board also hoped to hear from these, who were asked kindly.")
    martin.need_not_scroll_sideways()
    martin.follows("Overdue (3)")
    martin.sees("Community trust number 0 of the county")

    martin.follows("Section 11")
    martin.follows("What came of it: standards, weakest first, and the map")
    martin.finds_the_page_sound((WIDE, PHONE))
    martin.need_not_scroll_sideways()
    assert on_paper(martin) == []
    assert in_forced_colours(martin) == []
    row = martin.row("Community trust number 1 of the county")
    assert row.get_by_role("cell").count() == 13
    assert "Commitment of senior leaders" in row.get_by_role("cell").first.inner_text()
