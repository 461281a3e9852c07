"""The business manager keeps what is measured, and what things are called, without anybody's help."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from scorecard.models import Indicator
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def writes_the_day(bridget: Visitor, day: int, month: int, year: int) -> None:
    for label, number in (("Day", day), ("Month", month), ("Year", year)):
        bridget.fills(label, str(number))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_indicator_is_added_aimed_at_counted_anew_and_retired(
    script: bool,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    business_manager: Person,
) -> None:
    bridget = visit_signed_in(business_manager, script=script)
    bridget.opens(f"/{board.code}/measures/")
    bridget.presses("Add an indicator")
    bridget.presses("Add the indicator")
    bridget.sees("Give it a code.")
    bridget.fills("Code", "L01")
    writes_the_day(bridget, 1, 4, 2017)
    bridget.fills("Title", "Children seen within ten days")
    bridget.page.get_by_label("Perspective").select_option("Workforce")
    bridget.page.get_by_label("Agency that reports it").select_option(health.name)
    bridget.fills("What is counted, in words", "Those seen within ten days")
    bridget.fills("Out of what, in words", "All who were referred")
    bridget.chooses("Higher is better")
    bridget.presses("Add the indicator")
    bridget.sees("L01 is added.")

    bridget.fills("Year, by the calendar year it begins in", "2018")
    bridget.fills("Target", "90")
    bridget.presses("Set the target")
    bridget.sees("Set the target of L01 for 2018 to 2019 at 90.")

    bridget.presses("Change how it is counted")
    bridget.fills("What is counted, in words", "Those seen at home within ten days")
    bridget.chooses("Counted differently from a day on: a new version, whose line begins anew")
    writes_the_day(bridget, 1, 4, 2018)
    bridget.presses("Save the change")
    bridget.sees("Version 2 holds from 1 April 2018 on.")
    bridget.sees("Those seen at home within ten days")

    bridget.presses("Retire it")
    writes_the_day(bridget, 1, 7, 2018)
    bridget.fills("Why", "Nobody asks for it.")
    bridget.presses("Retire it")
    bridget.sees("Retired from 1 July 2018 on: Nobody asks for it.")
    bridget.follows("See its figures")
    bridget.sees("No longer measured from 1 July 2018 on.")


def test_a_perspective_is_renamed_and_a_word_set_from_a_day_on_and_both_are_seen(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    business_manager: Person,
    chair: Person,
) -> None:
    bridget = visit_signed_in(business_manager)
    bridget.opens(f"/{board.code}/measures/")
    bridget.follows("Perspectives")
    bridget.follows("Workforce")
    bridget.fills("Title", "People and learning")
    bridget.presses("Save the words")
    bridget.sees("Called the perspective “Workforce” “People and learning”.")
    bridget.presses("Retire it")
    bridget.sees("W01 stands in it and is still measured.")

    bridget.opens(f"/{board.code}/words/")
    bridget.follows("Change Independent chair")
    bridget.fills("The new word", "Independent scrutineer")
    writes_the_day(bridget, 21, 5, 2018)
    bridget.presses("Look at what it changes")
    bridget.sees("From 21 May 2018 on, say “Independent scrutineer”?")
    bridget.presses("Set the word")
    bridget.sees("“Independent scrutineer” is set.")
    bridget.follows("People")
    bridget.sees("Independent scrutineer")
    bridget.opens(f"/{board.code}/scorecard/")
    bridget.sees("People and learning")
