"""The pages of one self-assessment: for its authors, for the board, and the files that are taken away."""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from agencies.models import Agency, Board, Person
from registers.actions import evidence
from registers.actions.evidence_files import looked_at
from registers.actions.section_11 import answers, improvements
from registers.models import Answer, Assessment
from registers.queries.section_11.writers import Writer
from registers.rules.evidence import Kind
from registers.rules.section_11.answering import Written
from tests.files.evidence import pdf_of
from tests.registers.section_11.writing import EMPTY, POLICY, answered, asked, part, writer

ClientOf = Callable[[Person | None], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def assessment(board: Board, health: Agency) -> Assessment:
    """County Health's, by two standards."""
    return asked(board, health)


@pytest.fixture
def helen(client_of: ClientOf, assessment: Assessment, health_lead: Person) -> Client:
    """Its author, with an account."""
    part(assessment, name="Helen Price", person=health_lead)
    return client_of(health_lead)


@pytest.fixture
def sam(assessment: Assessment) -> Writer:
    """Its substitute contact, by a link."""
    return writer(assessment, "substitute", "Sam Other")


def at(page: str = "", *more: object) -> str:
    """The address of a page of it."""
    return reverse(f"registers:assessment{f'-{page}' if page else ''}", args=["wessex", 1, "hlt", *more])


def post(choice: str, words: str, *, was: tuple[str, str] = ("", ""), **more: str) -> dict[str, str]:
    """What the form of a standard sends."""
    return {"choice": choice, "words": words, "was_choice": was[0], "was_words": was[1], **more}


def test_whoever_writes_lands_on_their_tasks(helen: Client, assessment: Assessment) -> None:
    page = helen.get(at()).content.decode()

    assert "0 of 2 standards are answered." in page
    assert page.count("Not begun") == 2
    assert "2 missing" in page
    assessment.refresh_from_db()
    assert assessment.state == "opened"


def test_a_draft_is_not_read_by_the_board_until_it_is_signed_off(
    helen: Client, client_of: ClientOf, chair: Person, assessment: Assessment, sam: Writer
) -> None:
    answered(assessment, sam)
    looking = client_of(chair)

    assert POLICY.words not in looking.get(at()).content.decode()
    assert "shown once its executive has signed it off" in looking.get(at()).content.decode()
    assert looking.get(at("standard", 1)).status_code == 403
    assert looking.get(at("file", "json")).status_code == 403

    Assessment.objects.update(state="submitted", submitted_at="2018-05-21T09:00Z", submitted_by="Eve Chief")
    assert "2: In place, with gaps" in looking.get(at()).content.decode()
    assert POLICY.words in looking.get(at("standard", 1)).content.decode()


def test_evidence_of_a_draft_is_no_way_round(
    client_of: ClientOf, chair: Person, assessment: Assessment, sam: Writer
) -> None:
    answered(assessment, sam)
    file = looked_at(name="policy.pdf", data=pdf_of())
    item = evidence.add(
        about=assessment.answers.first(), kind=Kind.DOCUMENT, words="Ours.", file=file, by=sam
    )
    looking, address = client_of(chair), reverse("registers:evidence-file", args=["wessex", item.pk])
    assert looking.get(address).status_code == 404
    assert looking.get(at("evidence-file", item.pk)).status_code == 403

    Assessment.objects.update(state="submitted", submitted_at="2018-05-21T09:00Z")

    for one in (address, at("evidence-file", item.pk)):
        assert looking.get(one).getvalue().startswith(b"%PDF-")


def test_an_answer_is_saved_and_leads_on(helen: Client) -> None:
    answer = helen.post(at("standard", 1), post("2", "A policy.", do="next"))

    assert answer["Location"] == at("standard", 2)
    kept = Answer.objects.get()
    assert (kept.score, kept.words) == (2, "A policy.")
    assert kept.written_by == "Helen Price, author at County Health"


def test_a_standard_that_does_not_apply_says_why(helen: Client) -> None:
    helen.post(at("standard", 1), post("na", "", why_not="No staff of our own.", do="back"))

    assert Answer.objects.get().why_not == "No staff of our own."
    assert "Does not apply" in helen.get(at()).content.decode()


def test_what_is_typed_is_kept_and_others_words_are_told(helen: Client, sam: Writer) -> None:
    said = helen.post(at("standard", 1), post("", "A policy."), headers=HTMX).content.decode()
    assert "Saved at" in said
    assert 'name="was_words" value="A policy."' in said
    seen = Written(words="A policy.")
    answers.save(
        assessment_id=sam.assessment_id,
        number=1,
        saw=seen,
        written=Written(2, words="A policy.\nTraining."),
        by=sam,
    )

    given = post("3", "Since 2016: a policy.", was=("", "A policy."))
    said = helen.post(at("standard", 1), given, headers=HTMX).content.decode()

    assert "2: In place, with gaps was chosen meanwhile, and stays." in said
    assert Answer.objects.get().words == "Since 2016: a policy.\nTraining."
    assert 'name="was_choice" value=""' in said


def test_without_script_the_page_shows_what_both_wrote(helen: Client, sam: Writer) -> None:
    answers.save(
        assessment_id=sam.assessment_id, number=1, saw=EMPTY, written=Written(words="Training."), by=sam
    )

    page = helen.post(at("standard", 1), post("", "A policy.", do="next")).content.decode()

    assert "The words of both are kept, one after the other." in page
    assert "Training.\nA policy.</textarea>" in page


def test_words_that_could_identify_a_child_are_not_kept(helen: Client) -> None:
    bad = post("2", "NHS number 943 476 5919", do="next")

    assert (
        "Not saved. This could identify a child"
        in helen.post(at("standard", 1), bad, headers=HTMX).content.decode()
    )
    assert "This could identify a child" in helen.post(at("standard", 1), bad).content.decode()
    assert not Answer.objects.exists()


def test_improvements_are_added_changed_and_taken_back(helen: Client) -> None:
    day = {"due_on_day": "28", "due_on_month": "9", "due_on_year": "2018"}
    helen.post(at("improve", 1), {"text": "Train all.", "owner_words": "Helen", **day})
    made = Answer.objects.get().improvements.get()
    assert made.due_on == date(2018, 9, 28)

    helen.post(at("improvement", made.pk), {"text": "Train everybody.", "owner_words": "Helen", **day})
    assert "Train everybody." in helen.get(at("standard", 1)).content.decode()

    helen.post(at("improvement-back", made.pk))
    assert "Train everybody." not in helen.get(at("standard", 1)).content.decode()
    assert helen.get(at("improvement", made.pk)).status_code == 404


def test_the_executive_signs_off_what_is_complete(
    client_of: ClientOf, assessment: Assessment, police_lead: Person, sam: Writer
) -> None:
    part(assessment, "executive", "Paul Nicholls", police_lead)
    paul = client_of(police_lead)
    assert "Standard 1: no score is chosen" in paul.get(at("sign-off")).content.decode()
    answered(assessment, sam)
    assessment.refresh_from_db()

    stale = paul.post(at("sign-off"), {"statement": "It is so.", "seen": assessment.version - 1})
    assert "Somebody else has changed this" in stale.content.decode()
    done = paul.post(at("sign-off"), {"statement": "It is so.", "seen": assessment.version}, follow=True)

    assert "It is signed off, and the board has it." in done.content.decode()
    assert paul.post(at("standard", 1), post("3", "Better.")).status_code == 403


def test_it_is_taken_away_in_three_forms_at_any_time(
    helen: Client, assessment: Assessment, sam: Writer
) -> None:
    answers.save(assessment_id=assessment.pk, number=1, saw=EMPTY, written=POLICY, by=sam)
    improvements.add(
        assessment_id=assessment.pk,
        number=1,
        text="Train all.",
        owner_words="Sam",
        due_on=date(2018, 9, 28),
        by=sam,
    )

    told = json.loads(helen.get(at("file", "json")).content)
    assert told["form"] == "lscb.section-11.assessment.1"
    assert told["standards"][0]["score"] == 2
    assert told["standards"][0]["improvements"][0]["due_on"] == "2018-09-28"
    assert told["standards"][1]["score"] is None
    word, again = helen.get(at("file", "docx")), helen.get(at("file", "docx"))
    assert word.content == again.content
    assert POLICY.words in docx_text(word.content)
    printed = helen.get(at("file", "pdf"))
    assert "Not signed off." in PdfReader(io.BytesIO(printed.content)).pages[0].extract_text()
    assert printed["Content-Disposition"] == 'attachment; filename="self-assessment-hlt-1.pdf"'
    assert helen.get(at("file", "csv")).status_code == 404


def test_what_moderation_comes_to_is_shown_once_it_is_finished(
    helen: Client, assessment: Assessment, sam: Writer
) -> None:
    answered(assessment, sam)
    Answer.objects.update(moderated_score=1, moderated_why="No audit.", moderated_by="Bridget")
    Assessment.objects.update(state="submitted", submitted_at="2018-05-21T09:00Z")
    for address in (at("standard", 1), at("file", "json"), at()):
        said = helen.get(address).content.decode()
        assert "No audit." not in said, address
        assert "1: Begun" not in said, address

    Assessment.objects.update(state="moderated")

    assert "No audit." in helen.get(at("standard", 1)).content.decode()
    assert "1: Begun, with much left to do" in helen.get(at()).content.decode()
    assert json.loads(helen.get(at("file", "json")).content)["standards"][0]["moderated"]["score"] == 1


def test_the_number_of_queries_does_not_grow_with_the_standards(
    board: Board, police: Agency, client_of: ClientOf, police_lead: Person, django_assert_max_num_queries: Any
) -> None:
    long = asked(board, police, standards=13)
    part(long, name="Paul Nicholls", person=police_lead)
    answered(long, writer(long, "substitute", "Sam Other"))
    client = client_of(police_lead)
    address = reverse("registers:assessment", args=["wessex", 1, "pol"])
    client.get(address)

    with django_assert_max_num_queries(40):
        client.get(address)


def docx_text(data: bytes) -> str:
    """Every paragraph of a Word file."""
    return "\n".join(one.text for one in Document(io.BytesIO(data)).paragraphs)
