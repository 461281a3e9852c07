"""The texts of a report: asked for, written by several, commented on, signed off; what each version changed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from agencies import thread
from agencies.models import Board, Person
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from reports.actions import authors, comments, contents, texts
from reports.models import Authorship, Report, ReportText
from reports.queries import writing as questions
from reports.queries import writing_owed
from reports.rules.states import Life
from reports.rules.writing import State
from tests.factories import AuthorshipFactory, CommentFactory, ReportFactory, ReportTextFactory

StandingOf = Callable[[Person], Standing]
ClientOf = Callable[[Person | None], Client]
OFFICE = Actor(None, "The office")
DUE = date(2018, 6, 30)


@pytest.fixture
def report(board: Board) -> Report:
    """The annual report of 2017 to 2018, a draft."""
    found: Report = ReportFactory(board=board, guidance="lscb-2015")
    return found


@pytest.fixture
def beth(business_manager: Person, board: Board, standing_of: StandingOf) -> Standing:
    """The business manager, who asks for texts."""
    return standing_of(business_manager)


@pytest.fixture
def pam(police_lead: Person, board: Board, standing_of: StandingOf) -> Standing:
    """The lead of County Police, who writes when asked and reads no drafts."""
    return standing_of(police_lead)


@pytest.fixture
def asked(report: Report, police_lead: Person, beth: Standing) -> Authorship:
    """County Police's lead, asked for one text."""
    return authors.ask(report_id=report.pk, section="exploitation", author=police_lead, due_on=DUE, by=beth)


def write(report: Report, text: str, by: Standing | Actor, **more: int) -> ReportText:
    return texts.write(report_id=report.pk, section="exploitation", text=text, by=by, **more)


def test_whoever_is_asked_writes_that_text_and_no_other(
    report: Report, asked: Authorship, pam: Standing
) -> None:
    assert write(report, "We meet weekly.", pam).text == "We meet weekly."
    with pytest.raises(Refused, match="whoever was asked for this text"):
        texts.write(report_id=report.pk, section="budget", text="All is well.", by=pam)


def test_whoever_is_asked_no_longer_writes_no_longer_and_what_they_wrote_stays(
    report: Report, asked: Authorship, pam: Standing, beth: Standing
) -> None:
    write(report, "We meet weekly.", pam)

    authors.end(report_id=report.pk, authorship_id=asked.pk, by=beth)

    with pytest.raises(Refused, match="whoever was asked for this text"):
        write(report, "We meet daily.", pam)
    assert ReportText.objects.get().text == "We meet weekly."
    assert writing_owed.owed(pam) == ()


def test_two_writers_lose_nothing_and_the_second_is_told(
    report: Report, asked: Authorship, pam: Standing, beth: Standing
) -> None:
    first = write(report, "We meet weekly.", pam, seen=0)

    with pytest.raises(Overtaken):
        write(report, "They meet weekly.", beth, seen=0)
    write(report, "They meet weekly.", beth, seen=first.pk)

    assert [one.text for one in questions.versions_of(report, "exploitation")] == [
        "We meet weekly.",
        "They meet weekly.",
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [("Tom, aged 7, was seen.", "could identify a child"), ("x" * 20_001, "20,000 are the most")],
)
def test_a_text_that_could_identify_a_child_or_is_too_long_is_not_kept(
    text: str, why: str, report: Report
) -> None:
    with pytest.raises(Refused, match=why):
        write(report, text, OFFICE)
    assert not ReportText.objects.exists()


def test_the_same_text_again_makes_no_version(report: Report) -> None:
    write(report, "We meet weekly.", OFFICE)

    with pytest.raises(Refused, match="Nothing has changed"):
        write(report, " We meet weekly.\n", OFFICE)


def test_a_text_is_owed_until_its_author_signs_the_newest_version_off(
    report: Report, asked: Authorship, pam: Standing, beth: Standing
) -> None:
    def owed() -> list[tuple[str, date | None]]:
        return [(one.reference, one.due) for one in writing_owed.owed(pam)]

    still = [("Annual report 2017 to 2018: Exploitation and missing children", DUE)]
    assert owed() == still
    newest = write(report, "We meet weekly.", pam)
    assert owed() == still
    authors.sign_off(report_id=report.pk, authorship_id=asked.pk, seen=newest.pk, by=pam)
    assert owed() == []
    later = write(report, "They meet weekly.", beth)
    assert owed() == still
    with pytest.raises(Refused, match="Read it again"):
        authors.sign_off(report_id=report.pk, authorship_id=asked.pk, seen=newest.pk, by=pam)
    authors.sign_off(report_id=report.pk, authorship_id=asked.pk, seen=later.pk, by=pam)
    assert owed() == []


def test_nobody_signs_off_what_is_not_written_or_for_somebody_else(
    report: Report, asked: Authorship, pam: Standing, beth: Standing
) -> None:
    with pytest.raises(Refused, match="Nothing is written yet"):
        authors.sign_off(report_id=report.pk, authorship_id=asked.pk, seen=0, by=pam)
    newest = write(report, "We meet weekly.", pam)
    with pytest.raises(Refused, match="Only whoever was asked"):
        authors.sign_off(report_id=report.pk, authorship_id=asked.pk, seen=newest.pk, by=beth)


def test_an_authors_text_is_an_obligation_that_is_asked_for_kindly(
    report: Report, asked: Authorship, police_lead: Person
) -> None:
    (one,) = writing_owed.obligations(report.board_id)

    assert (one.people, one.due, one.kindly, one.agency_id) == ((police_lead.pk,), DUE, True, None)
    assert writing_owed.owed in thread.owed_sources
    assert writing_owed.obligations in thread.obligation_sources


def test_what_is_owed_takes_as_many_queries_for_many_texts_as_for_one(
    report: Report, asked: Authorship, pam: Standing, django_assert_num_queries: Callable[..., object]
) -> None:
    for section in ("budget", "groups", "voices"):
        AuthorshipFactory(report=report, section=section, author_id=pam.person_id)

    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        assert len(writing_owed.owed(pam)) == 4


def test_a_settled_report_asks_nobody_for_anything_and_nothing_in_it_is_changed(
    report: Report, asked: Authorship, pam: Standing, beth: Standing, police_lead: Person
) -> None:
    comment = CommentFactory(report=report, section="exploitation")
    Report.objects.filter(pk=report.pk).update(
        state=Life.APPROVED, approved_at=clock.now(), approved_by="Charlotte Adeyemi"
    )

    assert writing_owed.owed(pam) == ()
    refused = (
        lambda: write(report, "Late.", pam),
        lambda: authors.ask(report_id=report.pk, section="budget", author=police_lead, due_on=DUE, by=beth),
        lambda: authors.end(report_id=report.pk, authorship_id=asked.pk, by=beth),
        lambda: comments.say(report_id=report.pk, section="budget", text="Late.", by=beth),
        lambda: comments.settle(report_id=report.pk, comment_id=comment.pk, answer="Done.", by=beth),
        lambda: contents.follow(report_id=report.pk, guidance="yearly-2018", by=beth),
    )
    for act in refused:
        with pytest.raises(Refused, match="approved"):
            act()


def test_somebody_is_asked_again_with_another_day_and_never_twice(
    report: Report, asked: Authorship, police_lead: Person, councillor: Person, beth: Standing
) -> None:
    def ask(author: Person, day: date) -> Authorship:
        return authors.ask(report_id=report.pk, section="exploitation", author=author, due_on=day, by=beth)

    with pytest.raises(Refused, match="by that day already"):
        ask(police_lead, DUE)
    assert ask(police_lead, DUE + timedelta(days=7)).pk == asked.pk
    with pytest.raises(Refused, match="has passed"):
        ask(police_lead, date(2018, 5, 1))
    with pytest.raises(Refused, match="no part in this board"):
        ask(councillor, DUE)
    assert Authorship.objects.get().due_on == DUE + timedelta(days=7)


def test_a_comment_is_settled_once_with_an_answer_by_whoever_writes_the_text(
    report: Report, asked: Authorship, pam: Standing, board_member: Person, standing_of: StandingOf
) -> None:
    member = standing_of(board_member)
    said = comments.say(report_id=report.pk, section="exploitation", text="Since when?", by=member)

    with pytest.raises(Refused, match="whoever was asked"):
        comments.settle(report_id=report.pk, comment_id=said.pk, answer="Since May.", by=member)
    comments.settle(report_id=report.pk, comment_id=said.pk, answer="Since May.", by=pam)
    with pytest.raises(Refused, match="settled already"):
        comments.settle(report_id=report.pk, comment_id=said.pk, answer="Since June.", by=pam)

    (one,) = questions.comments_on(report, "exploitation")
    assert (one.answer, one.settled_by) == ("Since May.", pam.actor.words)


def test_the_list_says_who_writes_what_by_when_and_how_far_it_has_come(
    report: Report, asked: Authorship, pam: Standing, beth: Standing
) -> None:
    write(report, "We meet weekly.", pam)
    CommentFactory(report=report, section="exploitation")
    ReportTextFactory(report=report, section="foreword")

    lines = {one.text.section: one for one in questions.text_lines(report, words=beth.vocabulary)}

    line = lines["exploitation"]
    assert (line.state, line.due, line.late, line.comments) == (State.WAITING, DUE, 0, 1)
    assert lines["foreword"].state is State.WRITTEN
    assert lines["budget"].state is State.EMPTY


def test_an_author_who_reads_no_drafts_opens_the_own_text_alone(
    report: Report, asked: Authorship, police_lead: Person, client_of: ClientOf
) -> None:
    client = client_of(police_lead)

    def status(section: str) -> int:
        return client.get(reverse("reports:text", args=["wessex", report.pk, section])).status_code

    assert (status("exploitation"), status("budget"), status("nothing")) == (200, 403, 404)
    assert client.get(reverse("reports:texts", args=["wessex", report.pk])).status_code == 403


def test_the_second_writer_is_shown_what_the_own_words_would_change(
    report: Report, business_manager: Person, client_of: ClientOf
) -> None:
    write(report, "Police came to most.", OFFICE)
    address = reverse("reports:text", args=["wessex", report.pk, "exploitation"])

    said = client_of(business_manager).post(address, {"text": "Police came to few.", "seen": "0"})

    page = said.content.decode()
    assert "saved another version" in page
    assert '<del><span class="govuk-visually-hidden">Taken out: </span>most.</del>' in page
    assert '<ins><span class="govuk-visually-hidden">Put in: </span>few.</ins>' in page
    assert "Police came to few.</textarea>" in page
    assert ReportText.objects.count() == 1


def test_a_text_that_may_tell_a_small_number_is_saved_with_a_warning(
    report: Report, business_manager: Person, client_of: ClientOf
) -> None:
    address = reverse("reports:text", args=["wessex", report.pk, "exploitation"])

    said = client_of(business_manager).post(address, {"text": "Two children came."}, follow=True)

    assert "It may tell a number of 1 to 5." in said.content.decode()


def test_a_board_that_changes_over_on_its_own_day_follows_other_guidance(
    report: Report, business_manager: Person, client_of: ClientOf
) -> None:
    ReportTextFactory(report=report, section="reviews")
    client, address = client_of(business_manager), reverse("reports:checklist", args=["wessex", report.pk])

    before = client.get(address).content.decode()
    after = client.post(address, {"guidance": "yearly-2018"}, follow=True).content.decode()

    assert "Working Together 2015, chapter 3" in before
    assert "7 of 8 things are still missing" in before
    assert "Working Together 2018, chapter 3" in after
    report.refresh_from_db()
    assert report.guidance == "yearly-2018"
