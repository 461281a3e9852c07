"""The attendance list on a phone in a place without signal, with the network cut in the browser."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from tests.factories import (
    BookingFactory,
    LearnerFactory,
    SessionFactory,
    TrainerFactory,
)
from tests.journeys.post_box import comes_in
from tests.journeys.visitor import PHONE, Visitor
from tests.workers import until
from training.actions import attendance, links
from training.models import Booking, Session

pytestmark = pytest.mark.django_db(transaction=True)

TOM = "tom@trainers.example"
OFFICE = Actor(None, "Tara Singh (Training coordinator)")


@pytest.fixture
def session(board: Board, health: Agency) -> Session:
    """Three with a place, and it is the day."""
    session: Session = SessionFactory(course__board=board, course__title="Working with fathers")
    for name in ("Holly Visitor", "Hugo Nurse", "Hana Midwife"):
        learner = LearnerFactory(
            board=board, agency=health, name=name, email=f"{name.split()[0]}@h.example".lower()
        )
        BookingFactory(session=session, learner=learner)
    links.send_to_trainer(trainer=TrainerFactory(session=session, email=TOM), by=OFFICE)
    clock.fix(session.starts.date())
    return session


@pytest.fixture
def tom(visit: Callable[..., Visitor], session: Session) -> Visitor:
    """The trainer, with the list open on a phone."""
    visitor = visit(width=PHONE)
    comes_in(visitor, TOM)
    return visitor


def cut(tom: Visitor, away: bool) -> None:
    tom.page.context.set_offline(away)


def says(tom: Visitor, words: str) -> None:
    """The page says it within the time that what waits is tried again."""
    expect(tom.page.locator("[data-attendance-status]")).to_contain_text(words, timeout=30_000)


def on_phone(tom: Visitor) -> str:
    """Everything the phone keeps for this portal."""
    return str(tom.page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})"))


def stands(session: Session) -> dict[str, tuple[str, bool]]:
    rows = Booking.objects.filter(session=session).select_related("learner")
    return {one.learner.name: (one.state, one.walk_in) for one in rows}


def forgives_what_the_cut_network_says(tom: Visitor) -> None:
    """The browser complains of requests that failed for want of a network; of nothing else."""
    tom.complaints = [one for one in tom.complaints if "ERR_INTERNET_DISCONNECTED" not in one]
    assert tom.complaints == []


def test_what_is_noted_without_signal_waits_on_the_phone_and_is_sent_once_there_is_some(
    tom: Visitor, session: Session
) -> None:
    assert on_phone(tom) == "{}"
    expect(tom.page.get_by_role("button", name="Remove it from this phone")).to_be_hidden()
    tom.page.get_by_label("Holly Visitor").check()
    until(lambda: stands(session)["Holly Visitor"][0] == "attended", "The first note")

    cut(tom, True)
    tom.page.get_by_label("Hugo Nurse").check()
    says(tom, "No signal. 1 to be sent")
    tom.page.get_by_label("Name", exact=True).fill("Wendy Walker")
    tom.page.get_by_label("Agency", exact=True).select_option(label="County Health")
    tom.page.get_by_role("button", name="Add to the list").click()
    says(tom, "No signal. 2 to be sent")
    tom.page.get_by_label("Hugo Nurse").uncheck()
    assert stands(session)["Hugo Nurse"][0] == "booked"

    kept = on_phone(tom)
    assert "Hana Midwife" in kept
    assert "h.example" not in kept
    cut(tom, False)
    says(tom, "Everything is sent. Nothing is left on this phone.")
    assert on_phone(tom) == "{}"
    assert stands(session) == {
        "Holly Visitor": ("attended", False),
        "Hugo Nurse": ("no_show", False),
        "Hana Midwife": ("booked", False),
        "Wendy Walker": ("attended", True),
    }
    forgives_what_the_cut_network_says(tom)
    tom.page.reload()
    tom.finds_the_page_sound()
    tom.need_not_scroll_sideways()


def test_the_list_opens_without_signal_when_it_was_kept(tom: Visitor, session: Session) -> None:
    tom.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    tom.page.get_by_role("button", name="Keep the list on this phone").click()
    says(tom, "Kept on this phone")
    expect(tom.page.get_by_role("button", name="Remove it from this phone")).to_be_visible()
    expect(tom.page.get_by_role("button", name="Keep the list on this phone")).to_be_hidden()

    cut(tom, True)
    tom.page.reload()
    says(tom, "No signal.")
    expect(tom.page.get_by_label("Holly Visitor")).to_be_visible()
    tom.page.get_by_label("Hugo Nurse").check()
    says(tom, "1 to be sent")
    tom.page.reload()
    expect(tom.page.get_by_label("Hugo Nurse")).to_be_checked()
    forgives_what_the_cut_network_says(tom)

    cut(tom, False)
    says(tom, "Everything is sent. Nothing is left on this phone.")
    assert json.loads(on_phone(tom)) == {}
    assert stands(session)["Hugo Nurse"] == ("attended", False)


def test_a_list_closed_meanwhile_says_what_it_could_not_take(tom: Visitor, session: Session) -> None:
    cut(tom, True)
    tom.page.get_by_label("Hugo Nurse").check()
    says(tom, "1 to be sent")
    attendance.close(session_id=session.pk, chair=False, introduced="", by=OFFICE)

    cut(tom, False)
    says(tom, "The list is closed. Tell the board’s office what is wrong in it.")
    tom.page.reload()
    says(tom, "The list was closed before this was sent.")
    says(tom, "Came: Hugo Nurse.")
    assert on_phone(tom) == "{}"


def test_without_script_the_list_is_a_form(visit: Callable[..., Visitor], session: Session) -> None:
    tom = visit(width=PHONE, script=False)
    comes_in(tom, TOM)
    tom.page.get_by_label("Holly Visitor").check()
    tom.presses("Save")
    tom.sees("Saved.")
    tom.fills("Name", "Wendy Walker")
    tom.page.get_by_label("Agency", exact=True).select_option(label="County Health")
    tom.presses("Add to the list")
    tom.sees("Noted: Wendy Walker.")

    assert stands(session) == {
        "Holly Visitor": ("attended", False),
        "Hugo Nurse": ("booked", False),
        "Hana Midwife": ("booked", False),
        "Wendy Walker": ("attended", True),
    }
