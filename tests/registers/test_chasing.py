"""Chasing: what is late climbs the ladder, each rung on its working day; the chair's letters; who owes what."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from pypdf import PdfReader

from agencies import thread
from agencies.models import Agency, Board, Letter, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.working_days import working_days_after
from agencies.thread import Obligation
from registers.actions import letters
from registers.actions.chasing import climb
from registers.actions.overtaken import Overtaken
from registers.models import ChairLetter, RungReached
from tests.factories import ChiefOfficerFactory, MembershipFactory, PersonFactory

DUE = date(2018, 5, 1)


def owed_by(
    agency: Agency, board: Board, due: date = DUE, reference: str = "Q4", key: str = "7"
) -> Obligation:
    return Obligation(
        board_id=board.pk,
        agency_id=agency.pk,
        agency=agency.name,
        people=(),
        kind="return",
        key=key,
        reference=reference,
        words="Return",
        due=due,
        url="/wessex/returns/7/",
    )


def rungs() -> list[tuple[int, date]]:
    return [(one.rung, one.reached_at.date()) for one in RungReached.objects.order_by("rung")]


def test_a_late_return_climbs_one_rung_after_the_other_each_on_its_day(
    board: Board, health: Agency, health_lead: Person, chair: Person
) -> None:
    member = PersonFactory(name="Mary Member")
    MembershipFactory(person=member, board=board, role=Role.BOARD_MEMBER.value, agency=health)
    day = DUE
    while day < date(2018, 6, 15):
        clock.fix(day)
        climb(board=board, owed=[owed_by(health, board)])
        day += timedelta(days=1)

    assert rungs() == [
        (number, working_days_after(DUE, days)) for number, days in ((1, 1), (2, 5), (3, 10), (4, 20))
    ]
    told = list(RungReached.objects.order_by("rung").values_list("told", flat=True))
    assert told == ["Helen Price", "Mary Member", "Charlotte Adeyemi", "Charlotte Adeyemi"]


def test_rungs_that_no_job_saw_are_entered_when_it_next_runs_and_only_once(
    board: Board, health: Agency
) -> None:
    assert climb(board=board, owed=[owed_by(health, board)]) == 3  # 14 working days late
    assert climb(board=board, owed=[owed_by(health, board)]) == 0
    assert [rung for rung, _ in rungs()] == [1, 2, 3]


def test_a_new_date_begins_a_new_climb(board: Board, health: Agency) -> None:
    climb(board=board, owed=[owed_by(health, board)])

    assert climb(board=board, owed=[owed_by(health, board, due=date(2018, 5, 18))]) == 1


def test_one_letter_is_drafted_for_all_that_an_agency_owes_and_added_to(board: Board, health: Agency) -> None:
    ChiefOfficerFactory(board=board, agency=health, name="Chris Officer", email="chris@example.org")
    climb(board=board, owed=[owed_by(health, board), owed_by(health, board, reference="A-3", key="3")])
    letter = ChairLetter.objects.get()
    assert (letter.about, letter.officer, letter.state) == (["A-3", "Q4"], "Chris Officer", "draft")
    assert "A-3: due on 1 May 2018" in letter.versions.get().text

    climb(board=board, owed=[owed_by(health, board, reference="A-9", key="9")])
    letter.refresh_from_db()
    assert (letter.about, letter.version) == (["A-3", "Q4", "A-9"], 2)


def drafted(board: Board, health: Agency, email: str = "chris@example.org") -> ChairLetter:
    ChiefOfficerFactory(board=board, agency=health, name="Chris Officer", email=email)
    climb(board=board, owed=[owed_by(health, board)])
    return ChairLetter.objects.get()


def test_the_chair_edits_and_sends_a_letter_with_its_pdf(
    board: Board, health: Agency, chair: Person, client_of: Callable[..., Client]
) -> None:
    letter = drafted(board, health)
    page = f"/{board.code}/letters/{letter.number}/"
    charlotte = client_of(chair)
    given = {
        "officer": "Chris Officer",
        "email": "chris@example.org",
        "text": "Dear Chris,\n\nPlease call me.",
        "seen": 1,
    }
    assert charlotte.post(page, given).status_code == 302

    charlotte.post(f"{page}send/", {"how": "email", "seen": 2})

    letter.refresh_from_db()
    assert (letter.state, letter.how, letter.version) == ("sent", "email", 2)
    words = PdfReader(BytesIO(charlotte.get(f"{page}pdf/").content)).pages[0].extract_text()
    assert "Please call me." in words
    assert letter.reference in words
    mail = Letter.objects.get(to="chris@example.org")
    assert mail.attached == letter.stored
    assert health.name not in mail.subject
    assert letter.versions.count() == 2


def test_a_letter_is_a_word_file_too(
    board: Board, health: Agency, chair: Person, client_of: Callable[..., Client]
) -> None:
    letter = drafted(board, health)

    answer = client_of(chair).get(f"/{board.code}/letters/{letter.number}/docx/")

    said = [one.text for one in Document(BytesIO(answer.content)).paragraphs]
    assert "Dear Chris Officer," in said
    assert f"Our reference: {letter.reference}" in said


def test_only_the_chair_sends_and_nothing_sent_is_changed(
    board: Board,
    health: Agency,
    chair: Person,
    business_manager: Person,
    board_member: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    letter = drafted(board, health)
    for person in (business_manager, board_member):
        with pytest.raises(Refused, match="Only the independent chair sends"):
            letters.send(letter_id=letter.pk, how="post", pdf=b"%PDF", seen=1, by=standing_of(person))
    letters.send(letter_id=letter.pk, how="post", pdf=b"%PDF", seen=1, by=standing_of(chair))

    with pytest.raises(Refused, match="has been sent"):
        letters.drop(letter_id=letter.pk, why="It came.", by=standing_of(chair))


def test_who_edits_an_older_version_is_told_and_who_has_no_address_too(
    board: Board, health: Agency, chair: Person, standing_of: Callable[[Person], Standing]
) -> None:
    letter = drafted(board, health, email="")
    by = standing_of(chair)
    who = {"officer": "Chris", "title": "", "email": "", "address": ""}
    letters.edit(letter_id=letter.pk, text="Dear Chris", seen=1, by=by, **who)

    with pytest.raises(Overtaken):
        letters.edit(letter_id=letter.pk, text="Dear Sir", seen=1, by=by, **who)
    with pytest.raises(Refused, match="no email address"):
        letters.send(letter_id=letter.pk, how="email", pdf=b"%PDF", seen=2, by=by)
    with pytest.raises(Refused, match="Say why"):
        letters.drop(letter_id=letter.pk, why=" ", by=by)


def test_the_page_of_what_is_owed_names_the_latest_first_and_who_was_told(
    board: Board,
    health: Agency,
    police: Agency,
    health_lead: Person,
    chair: Person,
    client_of: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owed = (owed_by(police, board, due=date(2018, 5, 18), key="2"), owed_by(health, board))
    monkeypatch.setattr(thread, "obligation_sources", [lambda board_id: owed])
    climb(board=board, owed=owed)

    charlotte = client_of(chair)
    listed = charlotte.get(f"/{board.code}/owed/").content.decode()
    assert "2 things are overdue; the oldest, Q4 from County Health, by 13 working days." in listed
    assert listed.index("County Health</a>") < listed.index("County Police</a>")

    page = charlotte.get(f"/{board.code}/owed/{health.code}/").content.decode()
    assert "Helen Price" in page
    assert "the agency’s lead was told (Helen Price)" in page
    assert charlotte.get(f"/{board.code}/owed/nobody/").status_code == 404


def test_a_board_that_is_owed_nothing_says_so(
    board: Board, chair: Person, client_of: Callable[..., Client]
) -> None:
    charlotte = client_of(chair)

    assert "Nothing is overdue." in charlotte.get(f"/{board.code}/owed/").content.decode()
    assert "No letter has been drafted." in charlotte.get(f"/{board.code}/letters/").content.decode()


def test_the_day_of_a_rung_is_the_boards(board: Board, health: Agency) -> None:
    climb(board=board, owed=[owed_by(health, board)])

    assert {one.reached_at.date() for one in RungReached.objects.all()} == {clock.today()}
    assert isinstance(RungReached.objects.first().reached_at, datetime)  # type: ignore[union-attr]
