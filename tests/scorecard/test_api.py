"""The way in for programs: one agency's key, the same check, and a release that waits for a person."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agencies.actions import tokens
from agencies.models import Agency, Board, Entry, Person, Token
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import submissions
from scorecard.models import Figure, Return, Submission
from tests.building import LAST, a_return, lines, small_scorecard
from tests.factories import SubmissionFactory

HOME = "/api/v1/submissions"


@pytest.fixture
def owed(board: Board, health: Agency, police: Agency) -> Return:
    """What County Health owes, with the small scorecard beside it."""
    small_scorecard(board, health, police)
    return a_return(board, health)


@pytest.fixture
def key(board: Board, health: Agency, health_lead: Person, standing_of: Callable[[Person], Standing]) -> str:
    """A key of County Health."""
    return tokens.make(board=board, agency=health, name="Case system", by=standing_of(health_lead))[1]


def with_key(key: str) -> Client:
    return Client(headers={"authorization": f"Bearer {key}"}, enforce_csrf_checks=True)


def test_a_file_is_taken_checked_and_waits_for_a_person(owed: Return, key: str) -> None:
    file = SimpleUploadedFile("figures.csv", lines(("H02", LAST, "banana", 120)))

    answer = with_key(key).post(HOME, {"file": file, "period": "Q4 2017/18"})
    assert answer.status_code == 202, answer.content
    early = with_key(key).get(answer.json()["findings_url"])
    submissions.take_up(board_id=owed.board_id, agency_id=owed.agency_id)
    found = with_key(key).get(answer.json()["findings_url"]).json()

    assert (early.status_code, early.json()["state"]) == (202, "received")
    assert found["verdict"] == "findings"
    assert any(one["cell"] == "C2" and one["value"] == "banana" for one in found["findings"])
    assert with_key(key).get(answer.json()["url"]).json()["state"] == "to_correct"
    sent = Submission.objects.get()
    assert (sent.origin, sent.answers) == (Submission.Origin.API, owed)
    assert not Figure.objects.exists()
    assert "Case system" in Entry.objects.get(verb="submissions.receive").by


def test_a_whole_body_is_a_file_too(owed: Return, key: str) -> None:
    data = lines(("H02", LAST, 42, 120))

    named = {"X-File-Name": "return.csv"}
    answer = with_key(key).post(HOME, data, content_type="application/octet-stream", headers=named)

    assert answer.status_code == 202, answer.content
    assert Submission.objects.get().size == len(data)


def test_no_key_a_wrong_one_and_one_taken_back_open_nothing(
    owed: Return, key: str, health_lead: Person, standing_of: Callable[[Person], Standing]
) -> None:
    tokens.revoke(token_id=_only_token(), by=standing_of(health_lead))
    for client in (Client(), with_key("lscb_guess"), with_key(key)):
        answer = client.get(f"{HOME}/1")
        assert answer.status_code == 401
        assert set(answer.json()) == {"code", "message"}


def _only_token() -> int:
    return Token.objects.get().pk


def test_another_agencys_submission_is_not_there(owed: Return, key: str, police: Agency) -> None:
    theirs = SubmissionFactory(board=owed.board, agency=police)

    assert with_key(key).get(f"{HOME}/{theirs.pk}").status_code == 404
    assert with_key(key).get(f"{HOME}/{theirs.pk}/findings").status_code == 404


def test_what_is_wrong_with_a_call_is_said_in_words(
    owed: Return, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorecard.api.views.LARGEST_FILE", 10)
    call = with_key(key)
    named = {"X-File-Name": "a.csv"}
    large = call.post(HOME, b"x" * 11, content_type="application/octet-stream", headers=named)
    strange = call.post(HOME, b"{}", content_type="application/json")
    nameless = call.post(HOME, b"x", content_type="application/octet-stream")

    assert (large.status_code, large.json()["code"]) == (413, "too-large")
    assert (strange.status_code, strange.json()["code"]) == (415, "unsupported-media-type")
    assert (nameless.status_code, nameless.json()["code"]) == (400, "no-file-name")


def test_only_an_agencys_lead_makes_its_keys_and_the_office_takes_them_back(
    board: Board,
    health: Agency,
    key: str,
    business_manager: Person,
    police_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    for person in (business_manager, police_lead):
        with pytest.raises(Refused):
            tokens.make(board=board, agency=health, name="Mine", by=standing_of(person))
    with pytest.raises(Refused):
        tokens.revoke(token_id=_only_token(), by=standing_of(police_lead))

    assert tokens.revoke(token_id=_only_token(), by=standing_of(business_manager)).revoked_at


def test_a_key_is_shown_once_and_kept_as_its_hash(
    board: Board, health: Agency, health_lead: Person, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(health_lead)

    made = client.post(
        f"/{board.code}/tokens/", {"agency": health.pk, "name": "Case system"}
    ).content.decode()
    key = made.partition("<code>")[2].partition("</code>")[0]

    assert key.startswith("lscb_")
    assert tokens.recognised(key) is not None
    assert key not in client.get(f"/{board.code}/tokens/").content.decode()
