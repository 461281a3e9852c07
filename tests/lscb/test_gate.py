"""What every request passes: characters no table can hold, addresses too long, and copies nobody keeps."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Invitation, Person
from agencies.rules.standing import Standing
from scorecard.models import Commentary, Feed, Submission
from tests.architecture.routes import routes
from tests.building import LAST, a_return, load, small_scorecard
from tests.factories import BoardFactory, FeedFactory, ReportFactory

ClientOf = Callable[[Person | None], Client]
ODD = ["\0", "a\0b", "\x0b", "\x01\x1f", "\ud7ff\ufffe", "x" * 5000, "٣", "-1", "9" * 5000]
GET = sorted({one.pattern for one in routes()})


@pytest.fixture
def everything(
    board: Board,
    health: Agency,
    police: Agency,
    health_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> dict[str, object]:
    """One of each thing an address can name."""
    small_scorecard(board, health, police)
    load(("H02", LAST, 30, 120), by=standing_of(health_lead), agency=health)
    return {
        "board": "wessex",
        "code": "H02",
        "return_id": a_return(board, health).pk,
        "submission_id": Submission.objects.get().pk,
        "feed_id": FeedFactory(board=board, agency=health).pk,
        "report_id": ReportFactory(board=board).pk,
    }


@pytest.mark.parametrize("odd", ["%00", "a%00b", "%0B", "%FF%FE", "9" * 4400])
def test_no_address_with_odd_characters_breaks_a_page(
    client_of: ClientOf, business_manager: Person, everything: dict[str, object], odd: str
) -> None:
    client = client_of(business_manager)
    for pattern in GET:
        address = "".join(odd if "<" in part else part for part in _parts(pattern))

        answer = client.get(address)
        answer.getvalue()  # else a file that is sent stays open
        assert answer.status_code < 500, address


def _parts(pattern: str) -> list[str]:
    return [part for cut in pattern.split("<") for part in _cut(cut)]


def _cut(cut: str) -> list[str]:
    name, closed, rest = cut.partition(">")
    return [f"<{name}>", rest] if closed else [cut]


def test_an_address_with_a_nul_is_no_page(client_of: ClientOf, chair: Person) -> None:
    assert client_of(chair).get("/wessex/scorecard/%00/").status_code == 404
    assert client_of(None).get("/static/%00").status_code == 404
    assert client_of(None).get("/invitation/%00/").status_code == 404


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["year", "agency", "part", "seen", "next"])
def test_no_query_breaks_a_page(
    client_of: ClientOf, business_manager: Person, everything: dict[str, object], odd: str, name: str
) -> None:
    client = client_of(business_manager)
    for page in ("overview", "returns", "indicator", "submission"):
        wanted = {"indicator": ["code"], "submission": ["submission_id"]}.get(page, [])
        address = reverse(f"scorecard:{page}", args=["wessex", *(everything[one] for one in wanted)])
        status = client.get(address, {name: odd}).status_code

        assert status == 400 if "\0" in odd else status < 500, address


def test_a_nul_in_the_name_of_a_query_or_in_a_cookie_is_a_bad_request(client: Client, db: None) -> None:
    assert client.get("/sign-in/?%00=1").status_code == 400
    assert client.get("/sign-in/", headers={"cookie": 'sessionid="\\000abc"'}).status_code == 400


@pytest.mark.parametrize("odd", ODD)
def test_no_form_breaks_on_what_is_typed(
    client_of: ClientOf,
    business_manager: Person,
    health_lead: Person,
    health: Agency,
    everything: dict[str, object],
    odd: str,
) -> None:
    forms = {
        reverse("agencies:sign-in"): {"username": odd, "password": odd},
        reverse("agencies:password"): {"email": odd},
        reverse("agencies:invite", args=["wessex"]): {
            "name": odd,
            "email": f"{odd}@example.org",
            "role": odd,
            "agency": odd,
        },
        reverse("scorecard:feed-add", args=["wessex"]): {
            "agency": health.pk,
            "folder": odd,
            "policy": "wait",
        },
        reverse("scorecard:feed-policy", args=["wessex", everything["feed_id"]]): {"policy": odd},
        reverse("reports:open", args=["wessex"]): {"report": odd},
    }
    for address, given in forms.items():
        client = client_of(None if "wessex" not in address else business_manager)
        assert client.post(address, given).status_code < 500, address
    lead = client_of(health_lead)
    comment = reverse("scorecard:comment", args=["wessex", "H02"])
    assert lead.post(comment, {"text": odd}).status_code < 500
    upload = reverse("scorecard:upload", args=["wessex", everything["return_id"]])
    assert lead.post(upload, {"file": SimpleUploadedFile(f"{odd}.csv", b"x")}).status_code < 500
    for kept in (
        *Commentary.objects.values_list("text", flat=True),
        *Feed.objects.values_list("folder", flat=True),
    ):
        assert "\0" not in kept


@pytest.mark.parametrize("folder", ["é" * 200, "a/" * 100])
def test_a_folder_with_an_impossible_name_is_refused_on_the_form(
    client_of: ClientOf, business_manager: Person, health: Agency, folder: str
) -> None:
    address = reverse("scorecard:feed-add", args=["wessex"])

    answer = client_of(business_manager).post(
        address, {"agency": health.pk, "folder": folder, "policy": "wait"}
    )

    assert answer.status_code in (200, 302)


@pytest.mark.parametrize("length", [255, 310])
def test_an_address_too_long_to_write_to_is_told_so(
    client_of: ClientOf, business_manager: Person, length: int
) -> None:
    domain = "@" + ".".join(["d" * 60] * 4) + ".example"
    email = "a" * (length - len(domain)) + domain
    signing = client_of(None).post(reverse("agencies:sign-in"), {"username": email, "password": "x" * 12})
    inviting = client_of(business_manager).post(
        reverse("agencies:invite", args=["wessex"]), {"name": "A", "email": email, "role": "analyst"}
    )

    for answer in (signing, inviting):
        assert answer.status_code == 200
        assert "An email address has at most 254 characters." in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_policy_of_an_unknown_or_another_boards_feed_is_not_found(
    client_of: ClientOf, business_manager: Person
) -> None:
    for feed_id in (FeedFactory(board=BoardFactory()).pk, 999_999):
        address = reverse("scorecard:feed-policy", args=["wessex", feed_id])
        assert client_of(business_manager).post(address, {"policy": "release"}).status_code == 404


def test_no_copy_is_kept_of_what_a_signed_in_person_sees(
    client_of: ClientOf, health_lead: Person, everything: dict[str, object]
) -> None:
    client = client_of(health_lead)
    for page, *args in (
        ("overview",),
        ("indicator", "H02"),
        ("returns",),
        ("submission", everything["submission_id"]),
        ("file", everything["submission_id"]),
        ("feeds",),
    ):
        answer = client.get(reverse(f"scorecard:{page}", args=["wessex", *args]))
        answer.getvalue()  # else a file that is sent stays open
        assert answer["Cache-Control"] == "no-store, private", page
    assert client.get("/")["Cache-Control"] == "no-store, private"


def test_a_page_for_everybody_may_be_kept(client_of: ClientOf, db: None) -> None:
    assert "Cache-Control" not in client_of(None).get(reverse("page", args=["privacy"]))
