"""The whole line: a signal, a challenge, two replies, an action, the same figure again, shown impact; by email, too.

A year goes by. After each step the portal's real tasks run, and what a mail server on loopback took is read: to whom,
of what, with a link that opens the page, and never what it is about. Returns are uploaded; this process is the worker.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from agencies.tasks import send_waiting_mail
from lscb.tasks import chase
from scorecard.actions import explanations, submissions
from scorecard.models import Explanation, Indicator
from scorecard.rules.figures import Polarity, Unit
from scorecard.rules.periods import Period, quarter
from scorecard.tasks import open_returns
from tests.building import lines, load, series
from tests.factories import (
    HAMPSHIRE,
    AgencyFactory,
    AreaFactory,
    IndicatorFactory,
    MembershipFactory,
    PersonFactory,
    SeatFactory,
)
from tests.files.evidence import pdf_of
from tests.journeys.test_an_actions_life import attach_evidence, on
from tests.journeys.visitor import PHONE, Visitor
from tests.post import Post, Taken

pytestmark = pytest.mark.django_db(transaction=True)

STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]
#: What no email may say.
TITLE, MEASURE, AGENCY = "Why do so many children come back?", "Second or later plans", "Family Services"


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server that takes everything."""
    with Post(random.Random(1)) as server:
        yield server


@pytest.fixture
def care(board: Board) -> Agency:
    """The agency whose figure it is."""
    agency: Agency = AgencyFactory(code="csc", name=AGENCY)
    SeatFactory(board=board, agency=agency, since=date(2010, 4, 1))
    return agency


@pytest.fixture
def lead(board: Board, care: Agency) -> Person:
    """Who leads there."""
    person: Person = PersonFactory(name="Leila Hassan", email="leila@example.org")
    MembershipFactory(person=person, board=board, role=Role.AGENCY_LEAD.value, agency=care)
    return person


@pytest.fixture
def plans(board: Board, care: Agency, lead: Person, standing_of: Callable[[Person], Standing]) -> Indicator:
    """Sixteen quarters of repeat plans, the last of which is above its usual range; nothing is left to explain."""
    AreaFactory(code=HAMPSHIRE, name="Hampshire")
    more = {"owner": care, "unit": Unit.PERCENT, "polarity": Polarity.LOWER}
    found: Indicator = IndicatorFactory(board=board, code="T05", title=MEASURE, **more)
    leila = standing_of(lead)
    load(*series("T05", [*STEADY, 90], 120), by=leila, agency=care)
    for owed in Explanation.objects.all():
        explanations.explain(explanation_id=owed.pk, text="It is right.", by=leila)
    return found


@dataclass
class Mailbox:
    """What the server took since it was last looked at."""

    post: Post
    board: Board
    seen: int = 0

    def comes(self) -> dict[str, list[Taken]]:
        """Sweep the outbox; the new letters by who they are to. Each has a link, and none says what it is about."""
        send_waiting_mail()
        new, self.seen = self.post.taken[self.seen :], len(self.post.taken)
        found: dict[str, list[Taken]] = {}
        for one in new:
            found.setdefault(one.to.partition("@")[0], []).append(one)
            for secret in (TITLE, MEASURE, AGENCY, "T05", "75.0%"):
                assert secret not in one.subject + one.text + one.html, one
        return found

    def tells(self, who: str, subject: str, page: str) -> Taken:
        """One letter came, to this person alone, of this, leading there."""
        came = self.comes()
        assert list(came) == [who], came
        (one,) = came[who]
        assert one.subject == f"{self.board.name}: {subject}"
        assert page in one.text
        return one

    def digest(self, who: str, *words: str) -> str:
        """The day's round: one digest to this person at most, with these lines, each with its link. Its text."""
        chase()
        assert chase() == 0
        came = self.comes()
        assert all(len(theirs) == 1 for theirs in came.values()), came
        (one,) = came[who]
        below = dict(zip(one.text.splitlines(), one.text.splitlines()[1:], strict=False))
        for said in words:
            assert "/wessex/" in below[f"- {said}"], one.text
            assert f">{said}</a>" in one.html, one.html
        return one.text


@dataclass
class Cast:
    """Everybody at a window, the agency that is asked, and the mail."""

    charlotte: Visitor
    leila: Visitor
    bridget: Visitor
    care: Agency
    mail: Mailbox


def takes(visitor: Visitor, words: str) -> None:
    """Take the step with these words, drawn as a link or, where it is the first, as a button."""
    page = visitor.page.get_by_role("main")
    link = page.get_by_role("link", name=words, exact=True)
    with visitor.page.expect_navigation():
        link.or_(page.get_by_role("button", name=words, exact=True)).first.click()
    visitor.finds_the_page_sound()


def sends(leila: Visitor, label: str, care: Agency, *rows: tuple[Period, int]) -> None:
    """Upload a quarter's return, and release it."""
    leila.opens("/wessex/")
    leila.follows(f"Send the return for {label}")
    leila.presses("Send your figures")
    leila.attaches("plans.csv", lines(*(("T05", period, number, 120) for period, number in rows)))
    leila.page.get_by_role("button", name="Check this file").first.click()
    leila.page.wait_for_load_state()
    submissions.take_up(board_id=care.seats.get().board_id, agency_id=care.pk)
    leila.waits_for("Audit trail")
    leila.presses("Release to the board")
    leila.sees("The board has these figures")


def asks(cast: Cast) -> None:
    """The chair asks about the first signal there is; the agency is told at once, and on the next day what moved."""
    cast.charlotte.opens("/wessex/scorecard/")
    cast.charlotte.sees("Ask about these first")
    cast.charlotte.follows(MEASURE)
    cast.charlotte.follows("Raise a challenge")
    cast.charlotte.fills("The question, in one line", TITLE)
    cast.charlotte.page.get_by_label(AGENCY).first.check()
    cast.charlotte.presses("Raise it, then check and send")
    cast.charlotte.sees("CH-1 is raised.")
    assert cast.mail.comes() == {}
    cast.charlotte.presses("Send it")
    cast.charlotte.sees("CH-1 is sent.")
    cast.mail.tells("leila", "Reply due 19 June 2018: CH-1", "/wessex/challenges/1/")

    clock.fix(date(2018, 5, 22))
    cast.mail.digest("leila", "Challenge sent 21 May 2018: CH-1")


def replies_too_little(cast: Cast) -> None:
    """Reminded five working days before, the agency replies with a document, and the chair does not accept it."""
    clock.fix(date(2018, 6, 12))
    text = cast.mail.digest("leila", "Reply due 19 June 2018: CH-1")
    cast.leila.opens(next(line.strip() for line in text.splitlines() if "/challenges/1/" in line))
    takes(cast.leila, "Reply")
    cast.leila.fills("Your agency’s reply", "We look into it.")
    cast.leila.presses("Send the reply")
    cast.leila.sees("Your reply is sent.")
    cast.mail.tells("charlotte", "Reply to judge: CH-1", "/wessex/challenges/1/")
    cast.leila.follows("Add what bears this reply out")
    cast.leila.chooses("A document or policy (weak)")
    cast.leila.fills("What it shows", "The plan of the service.")
    attach_evidence(cast.leila, "plan.pdf", pdf_of())
    cast.leila.presses("Add it")

    clock.fix(date(2018, 6, 14))
    cast.mail.digest("charlotte", "Reply to judge: CH-1", "Reply came 12 June 2018: CH-1")
    cast.charlotte.opens("/wessex/")
    cast.charlotte.follows("Judge the reply of Family Services to CH-1")
    cast.charlotte.sees("plan.pdf")
    cast.charlotte.follows("Judge this reply")
    cast.charlotte.chooses("No: do not accept it, and ask again")
    cast.charlotte.fills("What is missing", "What you found, and what will change.")
    on(cast.charlotte, "By when is that owed", "28 6 2018")
    cast.charlotte.presses("Judge it")
    cast.charlotte.sees("A further reply is due 28 Jun 2018")
    cast.mail.tells("leila", "Further reply due 28 June 2018: CH-1", "/wessex/challenges/1/")


def replies_again(cast: Cast) -> None:
    """Reminded on the day itself, the agency says more, and the chair agrees an action on it."""
    clock.fix(date(2018, 6, 28))
    cast.mail.digest("leila", "Reply due 28 June 2018: CH-1", "Reply judged 14 June 2018: CH-1")
    cast.leila.opens("/wessex/")
    cast.leila.follows("Further reply to CH-1")
    cast.leila.sees("What you found, and what will change.")
    takes(cast.leila, "Reply")
    cast.leila.fills(
        "Your agency’s reply", "Plans ended too soon. Each is now looked at by two before it ends."
    )
    cast.leila.presses("Send the reply")
    cast.mail.tells("charlotte", "Reply to judge: CH-1", "/wessex/challenges/1/")

    clock.fix(date(2018, 7, 2))
    cast.charlotte.opens("/wessex/challenges/1/")
    cast.charlotte.follows("Judge this reply")
    cast.charlotte.chooses("Yes: accept the reply")
    cast.charlotte.unfolds("Agree actions on it")
    first = cast.charlotte.page.get_by_role("group", name="Action 1", exact=True)
    first.get_by_label("What is to be done").fill("Two people look at each plan before it ends.")
    for label, number in (("Day", "27"), ("Month", "7"), ("Year", "2018")):
        first.get_by_label(label, exact=True).fill(number)
    cast.charlotte.presses("Judge it")
    cast.charlotte.sees("A-1")
    cast.mail.tells("leila", "Reply accepted: CH-1", "/wessex/challenges/1/")


def acts(cast: Cast) -> None:
    """The action is a day late, is done, and is seen to have stuck."""
    clock.fix(date(2018, 7, 30))
    cast.mail.digest(
        "leila", "Action due 27 July 2018, 1 working day late: A-1", "Action agreed 2 July 2018: A-1"
    )
    cast.leila.opens("/wessex/")
    cast.leila.follows("Finish action A-1")
    cast.leila.presses("Say that it is done")
    cast.leila.fills("What was done", "Two people look at each plan, and sign it.")
    on(cast.leila, "Day on which to look whether it stuck", "8 10 2018")
    cast.leila.presses("It is done")
    cast.leila.sees("A-1 is complete.")
    assert cast.mail.comes() == {}

    clock.fix(date(2018, 10, 8))
    cast.mail.digest(
        "bridget", "Check of an action due 8 October 2018: A-1", "Action finished 30 July 2018: A-1"
    )
    cast.bridget.opens("/wessex/")
    cast.bridget.follows("See whether it stuck: action A-1")
    cast.bridget.presses("It has stuck")
    cast.bridget.fills("How you know that it stuck", "Thirty plans were looked at; all had two names.")
    cast.bridget.presses("It has stuck")
    cast.bridget.sees("A-1 is embedded.")


def measures(cast: Cast) -> None:
    """Four returns arrive; the page says what the rules say about the result."""
    clock.fix(date(2018, 11, 6))
    open_returns()
    cast.mail.digest("leila", "Return due 11 November 2018: Q2 2018/19", "Action checked 8 October 2018: A-1")
    sends(cast.leila, "July to September 2018", cast.care, (quarter(2018, 1), 84), (quarter(2018, 2), 60))
    for day, label, period, number, so_far in (
        (date(2019, 1, 21), "October to December 2018", quarter(2018, 3), 52, "1 of 3"),
        (date(2019, 4, 24), "January to March 2019", quarter(2018, 4), 48, "2 of 3"),
        (date(2019, 7, 22), "April to June 2019", quarter(2019, 1), 50, ""),
    ):
        clock.fix(day)
        open_returns()
        sends(cast.leila, label, cast.care, (period, number))
        cast.charlotte.opens("/wessex/challenges/1/")
        cast.charlotte.sees("Too early to say" if so_far else "Back in range")
        if so_far:
            cast.charlotte.sees(so_far)


def closes(cast: Cast) -> None:
    """With other evidence and the chair’s words impact is shown; it is closed, and stands among the threads."""
    clock.fix(date(2019, 7, 23))
    cast.mail.digest("charlotte", "Result to look at: CH-1", "Figures came, result so far 22 July 2019: CH-1")
    cast.leila.opens("/wessex/challenges/1/")
    cast.leila.follows("Add evidence of impact")
    cast.leila.chooses("What children and families say (strong)")
    cast.leila.fills("What it shows", "Parents say that somebody still calls.")
    cast.leila.presses("Add it")
    cast.charlotte.opens("/wessex/")
    cast.charlotte.follows("Look at the result of CH-1")
    cast.charlotte.sees("Missing: the chair’s words.")
    takes(cast.charlotte, "Write what came of it")
    cast.charlotte.fills("Outcome", "Plans end when two people say so.")
    cast.charlotte.fills("Impact on children", "Fewer children come back.")
    cast.charlotte.fills("The chair’s words on whether practice changed", "It did, and it holds.")
    cast.charlotte.presses("Save")
    takes(cast.charlotte, "Close it")
    cast.charlotte.sees("Impact is shown")
    cast.charlotte.presses("Close it")
    cast.charlotte.sees("Closed 23 July 2019. Impact shown: back in range.")
    cast.mail.tells("leila", "Closed: CH-1", "/wessex/challenges/1/")

    cast.charlotte.opens("/wessex/threads/")
    cast.charlotte.sees("of 1 closed challenge reached shown impact")
    cast.charlotte.page.get_by_role("link", name="Shown impact").first.click()
    row = cast.charlotte.row("CH-1")
    expect(row).to_contain_text("Shown impact: back in range")
    expect(row).to_contain_text("None: it has ended")
    clock.fix(date(2019, 7, 24))
    cast.mail.digest("bridget", "Challenge closed 23 July 2019: CH-1")


def test_a_signal_leads_to_a_challenge_an_action_and_a_figure_that_is_back_in_range(
    visit_signed_in: Callable[..., Visitor],
    post: Post,
    board: Board,
    plans: Indicator,
    care: Agency,
    lead: Person,
    chair: Person,
    business_manager: Person,
) -> None:
    cast = Cast(
        charlotte=visit_signed_in(chair),
        leila=visit_signed_in(lead),
        bridget=visit_signed_in(business_manager, width=PHONE),
        care=care,
        mail=Mailbox(post, board),
    )

    asks(cast)
    replies_too_little(cast)
    replies_again(cast)
    acts(cast)
    measures(cast)
    closes(cast)
