"""Files while a scanner is set up: they wait, pass when it says so, and wait on when it says nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from agencies import keeping
from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules.standing import Standing
from registers import tasks
from registers.actions import evidence as acts
from registers.actions import evidence_files
from registers.actions.evidence_files import Looked, looked_at
from registers.models import Action, Evidence
from registers.queries.watching import impact_evidence
from registers.rules.evidence import Kind
from scorecard.actions import submissions
from tests.factories import ActionFactory, AskedFactory, ChallengeFactory
from tests.files.evidence import pdf_of
from tests.files.test_scanning import scanner

StandingOf = Callable[[Person], Standing]
AWAY = "127.0.0.1:1"


@pytest.fixture
def helen(health_lead: Person, standing_of: StandingOf) -> Standing:
    return standing_of(health_lead)


@pytest.fixture
def action(board: Board, health: Agency) -> Action:
    made: Action = ActionFactory(board=board, agency=health, number=12)
    return made


@pytest.fixture(scope="module")
def survey() -> Looked:
    return looked_at(name="survey.pdf", data=pdf_of())


@pytest.fixture
def waiting(settings: Settings, action: Action, helen: Standing, survey: Looked) -> Evidence:
    """Sent while a scanner is set up that does not answer."""
    settings.CLAMAV = AWAY
    return acts.add(about=action, kind=Kind.SURVEY, words="Nine in ten know it.", file=survey, by=helen)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Iterator[None]:
    """What is to happen after the transaction happens at the end of the test's own block."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


def scanned(settings: Settings, answer: bytes, callbacks: Any) -> int:
    with scanner(answer) as (address, _), callbacks(execute=True):
        settings.CLAMAV = address
        return evidence_files.scan_waiting()


def test_a_file_waits_in_quarantine_and_nobody_is_handed_it(
    waiting: Evidence, client_of: Callable[[Person], Client], business_manager: Person
) -> None:
    address = reverse("registers:evidence-file", args=["wessex", waiting.pk])

    assert (waiting.scan, waiting.may_be_handed_out) == ("waiting", False)
    assert waiting.stored.startswith("quarantine/evidence/")
    assert client_of(business_manager).get(address).status_code == 404
    page = client_of(business_manager).get(reverse("registers:action", args=["wessex", 12])).content.decode()
    assert "waits to be scanned for viruses" in page
    assert address not in page


def test_a_clean_one_is_kept_for_good_and_handed_out(
    waiting: Evidence,
    settings: Settings,
    client_of: Callable[[Person], Client],
    business_manager: Person,
    django_capture_on_commit_callbacks: Any,
) -> None:
    was = keeping.place_of(waiting.stored)

    assert scanned(settings, b"stream: OK\0", django_capture_on_commit_callbacks) == 1

    waiting.refresh_from_db()
    assert (waiting.scan, waiting.may_be_handed_out, was.exists()) == ("clean", True, False)
    answer = client_of(business_manager).get(reverse("registers:evidence-file", args=["wessex", waiting.pk]))
    assert b"".join(answer.streaming_content) == pdf_of()
    assert answer["Content-Disposition"] == 'attachment; filename="survey.pdf"'
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert Entry.objects.get(verb="evidence.let_through").words == "Found no virus in “survey.pdf”."


def test_an_infected_one_is_deleted_and_its_sender_and_the_office_are_written_to(
    waiting: Evidence,
    settings: Settings,
    health_lead: Person,
    business_manager: Person,
    django_capture_on_commit_callbacks: Any,
) -> None:
    was = keeping.place_of(waiting.stored)

    assert scanned(settings, b"stream: Eicar-Test FOUND\0", django_capture_on_commit_callbacks) == 1

    waiting.refresh_from_db()
    assert (waiting.scan, waiting.stored, was.exists()) == ("infected", "", False)
    assert (waiting.file_name, waiting.size, len(waiting.sha256)) == ("survey.pdf", len(pdf_of()), 64)
    letters = Letter.objects.order_by("to")
    assert [one.to for one in letters] == sorted([health_lead.email, business_manager.email])
    for one in letters:
        assert one.subject == "Wessex Safeguarding Children Board: a file sent for A-12 was deleted"
        assert "The virus scanner found Eicar-Test in it." in one.text
        assert "/wessex/actions/12/" in one.text
    words = Entry.objects.get(verb="evidence.refuse").words
    assert words == "Deleted “survey.pdf”. The virus scanner found Eicar-Test in it."


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: maybe\0"])
def test_an_answer_that_is_neither_leaves_it_waiting(
    waiting: Evidence, settings: Settings, answer: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    assert scanned(settings, answer, django_capture_on_commit_callbacks) == 0

    waiting.refresh_from_db()
    assert (waiting.scan, waiting.may_be_handed_out) == ("waiting", False)
    assert not Letter.objects.exists()


def test_while_the_scanner_is_down_files_wait_and_they_pass_when_it_is_back(
    waiting: Evidence, settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    for _ in range(3):
        assert tasks.scan_waiting_evidence() == 0
    waiting.refresh_from_db()
    assert waiting.scan == "waiting"
    assert keeping.place_of(waiting.stored).exists()

    assert scanned(settings, b"stream: OK\0", django_capture_on_commit_callbacks) == 1


def test_what_waits_does_not_pass_because_somebody_turns_the_scanner_off(
    waiting: Evidence, settings: Settings
) -> None:
    settings.CLAMAV = ""

    assert evidence_files.scan_waiting() == 0
    waiting.refresh_from_db()
    assert not waiting.may_be_handed_out


def test_a_file_whose_bytes_were_changed_while_it_waited_does_not_pass(
    waiting: Evidence, settings: Settings, django_capture_on_commit_callbacks: Any
) -> None:
    keeping.place_of(waiting.stored).write_bytes(b"something else")
    settings.CLAMAV = AWAY

    assert evidence_files.scan(evidence_id=waiting.pk) is False
    waiting.refresh_from_db()
    assert waiting.scan == "waiting"


def test_a_file_that_waits_shows_no_impact_yet(
    board: Board,
    health: Agency,
    settings: Settings,
    helen: Standing,
    survey: Looked,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.CLAMAV = AWAY
    challenge = ChallengeFactory(board=board, state="watching")
    AskedFactory(challenge=challenge, agency=health)
    acts.add(about=challenge, kind=Kind.REAUDIT, words="Eight of ten good.", file=survey, by=helen)

    assert impact_evidence([challenge.pk]) == {}
    scanned(settings, b"stream: OK\0", django_capture_on_commit_callbacks)
    assert impact_evidence([challenge.pk]) == {challenge.pk: (Kind.REAUDIT,)}


def test_what_waits_and_is_taken_back_may_be_deleted_before_it_was_ever_scanned(
    waiting: Evidence, settings: Settings, helen: Standing, django_capture_on_commit_callbacks: Any
) -> None:
    was = keeping.place_of(waiting.stored)

    with django_capture_on_commit_callbacks(execute=True):
        acts.take_back(evidence_id=waiting.pk, reason="It names people.", delete_file=True, by=helen)

    assert not was.exists()
    settings.CLAMAV = AWAY
    assert evidence_files.scan_waiting() == 0


def test_the_job_that_clears_what_agencies_sent_leaves_evidence_that_waits_alone(waiting: Evidence) -> None:
    place = keeping.place_of(waiting.stored)
    left, _ = keeping.set_apart(b"of a killed process", evidence_files.CORNER)

    with time_machine.travel(place.stat().st_mtime + 7_200, tick=False):
        submissions.clear_out()
        assert place.exists()
        assert keeping.place_of(left).exists()
        assert evidence_files.clear_out() == 1

    assert place.exists()
    assert not keeping.place_of(left).exists()


def test_two_that_scan_at_once_settle_it_once(
    waiting: Evidence, settings: Settings, django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    scanned(settings, b"stream: Eicar-Test FOUND\0", django_capture_on_commit_callbacks)
    before = Letter.objects.count()

    assert evidence_files.scan(evidence_id=waiting.pk) is False
    assert Letter.objects.count() == before
