"""The chair, on a phone before a call: who is most overdue, with what, and what was said last. Two taps, one screen."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.clock import LONDON
from tests.factories import AskedFactory, ChallengeFactory, ReplyFactory
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

#: How much of a page a phone shows at once.
SCREEN = 844
SAID = "Checks are under way in seven of eleven districts."


@pytest.fixture
def two_are_late(board: Board, health: Agency, police: Agency) -> None:
    """County Police owes a further reply since April; County Health owes one since last week."""
    for number, agency, due in ((1, health, date(2018, 5, 14)), (2, police, date(2018, 4, 4))):
        challenge = ChallengeFactory(
            board=board, number=number, title=f"Why late, {number}?", state="awaiting", due_on=due
        )
        asked = AskedFactory(
            challenge=challenge, agency=agency, due_on=due, lacking="Which four have not begun?"
        )
    ReplyFactory(
        asked=asked,
        text=SAID,
        replied_at=datetime(2018, 3, 19, 12, tzinfo=LONDON),
        verdict="not_accepted",
        missing="Which four have not begun?",
        new_due_on=date(2018, 4, 4),
    )


@pytest.mark.parametrize("script", [True, False])
def test_the_chair_finds_who_is_latest_and_what_was_said_in_two_taps(
    two_are_late: None,
    visit_signed_in: Callable[..., Visitor],
    chair: Person,
    police_lead: Person,
    *,
    script: bool,
) -> None:
    clare = visit_signed_in(chair, width=PHONE, script=script)
    clare.page.set_viewport_size({"width": PHONE, "height": SCREEN})
    clare.opens("/wessex/")

    if script:
        clare.page.get_by_role("button", name="Menu").click()
    clare.follows("What is owed")

    clare.page.set_viewport_size({"width": PHONE, "height": SCREEN})
    clare.sees("2 things are overdue; the oldest, CH-2 from County Police, by 32 working days.")
    for words in ("32 working days overdue", "Further reply to CH-2", SAID, "Replied 19 March 2018"):
        seen = clare.sees(words).bounding_box()
        assert seen is not None
        if script:  # without it the menu lies open above
            assert seen["y"] + seen["height"] <= SCREEN, words

    clare.follows("County Police")
    clare.sees("It owes 1 thing. It is overdue by 32 working days.")
    clare.sees("paul@example.org")
    clare.follows("Further reply to CH-2")
    clare.sees("Which four have not begun?")
    clare.need_not_scroll_sideways()
