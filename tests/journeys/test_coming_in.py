"""Coming in: an invitation taken up by its letter, and a forgotten password set anew by another."""

import re
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage

from agencies import mail
from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard.models import Indicator
from tests.building import LAST, a_return, load
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)
CHOSEN = "three random words"


def the_letter_to(address: str, mailbox: list[EmailMessage]) -> str:
    """The link in the one letter that waits for this reader."""
    mail.send_waiting()
    (letter,) = [one for one in mailbox if one.to == [address]]
    (link,) = re.findall(r"http\S+", str(letter.body))
    return link


def test_an_invited_lead_follows_the_letter_and_finds_the_own_agencys_figures_alone(
    visit: Callable[..., Visitor],
    mailoutbox: list[EmailMessage],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    police_lead: Person,
    business_manager: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    a_return(board, health)
    load(("H02", LAST, 30, 120), by=standing_of(health_lead), agency=health)
    load(("P01", LAST, 9, 10), by=standing_of(police_lead), agency=scorecard["P01"].owner)

    bridget = visit(business_manager)
    bridget.follows("People")
    bridget.presses("Invite someone")
    bridget.presses("Send the invitation")
    bridget.sees("Choose a role.")
    bridget.fills("Name", "Nadia New")
    bridget.fills("Work email address", "nadia@health.example")
    bridget.chooses("Agency lead")
    bridget.page.get_by_label("Agency", exact=True).select_option("County Health")
    bridget.presses("Send the invitation")
    bridget.sees("Invitation sent to nadia@health.example.")

    nadia = visit()
    nadia.opens(the_letter_to("nadia@health.example", mailoutbox))
    nadia.sees("Welcome, Nadia New")
    nadia.fills("Choose a password", "short")
    nadia.presses("Take up the invitation")
    nadia.sees("This password is too short.")
    nadia.fills("Choose a password", CHOSEN)
    nadia.presses("Take up the invitation")
    nadia.follows("Sign in")
    nadia.signs_in("nadia@health.example", CHOSEN)
    nadia.sees("Agency lead, County Health")
    nadia.follows("Scorecard")
    nadia.sees("The measure H02")
    nadia.does_not_see("The measure P01")


def test_a_used_invitation_opens_no_door(
    visit: Callable[..., Visitor],
    mailoutbox: list[EmailMessage],
    board: Board,
    business_manager: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    from agencies.actions import people
    from agencies.rules.roles import Role

    people.invite(
        email="nadia@health.example",
        name="Nadia New",
        role=Role.ANALYST,
        agency=None,
        by=standing_of(business_manager),
    )
    link = the_letter_to("nadia@health.example", mailoutbox)
    nadia = visit()
    nadia.opens(link)
    nadia.fills("Choose a password", CHOSEN)
    nadia.presses("Take up the invitation")

    answer = nadia.page.goto(link)

    assert answer is not None
    assert answer.status == 404
    nadia.sees("This invitation no longer works")


def test_a_forgotten_password_is_set_anew_by_a_letter(
    visit: Callable[..., Visitor], mailoutbox: list[EmailMessage], board: Board, chair: Person
) -> None:
    chair.set_password("a word long since forgotten")
    chair.save()

    charlotte = visit()
    charlotte.signs_in(chair.email, "something else")
    charlotte.sees("That email address and password do not go together.")
    charlotte.follows("I have forgotten my password")
    charlotte.fills("Email address", chair.email)
    charlotte.presses("Send the link")
    charlotte.sees("Look in your email")

    charlotte.opens(the_letter_to(chair.email, mailoutbox))
    charlotte.fills("New password", CHOSEN)
    charlotte.fills("The same password again", "three other words")
    charlotte.presses("Save the password")
    charlotte.sees("The two password fields didn")
    charlotte.fills("New password", CHOSEN)
    charlotte.fills("The same password again", CHOSEN)
    charlotte.presses("Save the password")
    charlotte.sees("Your new password works")
    charlotte.follows("Sign in")
    charlotte.signs_in(chair.email, CHOSEN)
    charlotte.sees("What needs me today")
