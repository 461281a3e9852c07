"""From a figure to its explanation: asked for, given and judged; by keyboard alone, or without script."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard.actions import explanations
from scorecard.actions.judging import ASKED
from scorecard.models import Explanation, Indicator, Signal
from tests.building import load, series
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]


@pytest.fixture
def signal(
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> Signal:
    """H02 of County Health rose above its usual range in the last quarter, and a word was said about that."""
    helen = standing_of(health_lead)
    load(*series("H02", [*STEADY, 90], 120), by=helen, agency=health)
    for owed in Explanation.objects.all():
        explanations.explain(explanation_id=owed.pk, text="It is right.", by=helen)
    return Signal.objects.get(ended_last__isnull=True)


def tabs_to(visitor: Visitor, words: str, tag: str) -> None:
    """Press Tab until what has the focus says these words; nothing else is touched."""
    for _ in range(150):
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.locator(":focus")
        if focus.count() and focus.evaluate("one => one.tagName") == tag:
            label = focus.evaluate("one => (one.labels && one.labels[0] || one).textContent.trim()")
            if words in label:
                return
    raise AssertionError(f"The focus never comes to “{words}”.")


def keys(visitor: Visitor, key: str) -> None:
    """A key that leads to another page, which must be sound."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press(key)
    visitor.finds_the_page_sound()


def test_a_figure_is_asked_about_explained_and_the_explanation_taken_by_keyboard(
    visit_signed_in: Callable[..., Visitor], board: Board, signal: Signal, chair: Person, health_lead: Person
) -> None:
    clare, helen = visit_signed_in(chair), visit_signed_in(health_lead)
    clare.opens("/wessex/scorecard/")
    tabs_to(clare, "The measure H02, 75.0%", "A")
    keys(clare, "Enter")
    tabs_to(clare, "Ask County Health to explain this figure", "SUMMARY")
    clare.page.keyboard.press("Enter")
    tabs_to(clare, "What you would like to know", "TEXTAREA")
    clare.page.keyboard.type("Why did it rise so far?")
    tabs_to(clare, "Ask", "BUTTON")
    keys(clare, "Enter")
    clare.sees("County Health is asked, by letter too.")

    helen.opens("/wessex/")
    tabs_to(helen, "Explain 1 figure", "A")
    keys(helen, "Enter")
    helen.sees("Why did it rise so far?")
    tabs_to(helen, "Your explanation", "TEXTAREA")
    helen.page.keyboard.type("Two new teams began to report.")
    tabs_to(helen, "Save the explanation", "BUTTON")
    keys(helen, "Enter")
    helen.sees("Nothing is left to explain.")

    clare.opens("/wessex/scorecard/H02/")
    clare.sees("Two new teams began to report.")
    clare.does_not_see("Accepted as the explanation.")
    tabs_to(clare, "Accept as the explanation", "BUTTON")
    keys(clare, "Enter")
    clare.sees("Accepted as the explanation.")
    signal.refresh_from_db()
    assert signal.state == Signal.State.EXPLAINED


def test_what_does_not_explain_it_is_asked_again_without_script(
    visit_signed_in: Callable[..., Visitor], board: Board, signal: Signal, chair: Person, health_lead: Person
) -> None:
    clare, helen = visit_signed_in(chair, script=False), visit_signed_in(health_lead, script=False)
    clare.opens("/wessex/scorecard/H02/")
    clare.unfolds("Ask County Health to explain this figure")
    clare.fills("What you would like to know", "Why did it rise so far?")
    clare.presses("Ask")
    helen.opens("/wessex/explanations/")
    helen.fills("Your explanation of The measure H02, January 2018 to March 2018", "It is higher than usual.")
    helen.presses("Save the explanation")

    clare.opens("/wessex/scorecard/H02/")
    clare.presses("Ask again")
    clare.sees("Say what is missing.")
    clare.page.locator("textarea.govuk-textarea--error").fill("Since when, and where?")
    clare.presses("Ask again")

    clare.sees("Not accepted yet.")
    helen.opens("/wessex/explanations/")
    helen.sees("Since when, and where?")
    assert Explanation.objects.filter(code=ASKED).count() == 2


def test_words_that_could_name_a_child_are_shown_again_with_the_reason(
    visit_signed_in: Callable[..., Visitor], board: Board, signal: Signal, chair: Person
) -> None:
    clare = visit_signed_in(chair)
    clare.opens("/wessex/scorecard/H02/")
    clare.unfolds("Ask County Health to explain this figure")
    clare.fills("What you would like to know", "Is it about J.S., aged 7?")

    clare.presses("Ask")

    assert clare.page.title().startswith("Error: ")
    assert clare.page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    clare.page.keyboard.press("Tab")
    clare.page.keyboard.press("Enter")
    assert clare.page.evaluate("document.activeElement.value") == "Is it about J.S., aged 7?"
    assert not Explanation.objects.filter(code=ASKED).exists()


def test_signals_are_marked_as_seen_one_by_one_and_all_together(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    signal: Signal,
    business_manager: Person,
    police: Agency,
    police_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    for code in ("P01", "W01"):
        load(*series(code, [*STEADY, 90], 120), by=standing_of(police_lead), agency=police)
    bridget = visit_signed_in(business_manager)
    bridget.opens("/wessex/scorecard/")
    bridget.follows("All signals")
    open_now = Signal.objects.filter(ended_last__isnull=True).count()
    assert open_now >= 3
    bridget.sees(f"New ({open_now})")

    tabs_to(bridget, "Mark as seen: The measure", "BUTTON")
    keys(bridget, "Enter")
    bridget.sees("1 signal marked as seen.")
    bridget.presses("Mark all on this page as seen")

    bridget.sees(f"Seen ({open_now})")
    bridget.need_not_scroll_sideways()
    bridget.follows("Seen")
    bridget.follows("Back to the scorecard")
