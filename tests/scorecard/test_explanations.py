"""What a file leaves to explain: asked at its figure, answered before release or owed after it, then commentary."""

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.thread import owed as owed_by
from scorecard.actions import explanations, submissions
from scorecard.models import Commentary, Explanation, Submission
from scorecard.queries.indicator_page import indicator_page
from scorecard.queries.overview import overview
from tests.building import BEFORE, LAST, a_return, lines, load, send

WHY = "A second team was counted for the first time."


@pytest.fixture
def changed(board: Board, health: Agency, helen: Standing) -> Submission:
    """A file that waits for release and changes a figure the board has."""
    load(("H01", BEFORE, 120), by=helen, agency=health)
    sent = send(lines(("H01", BEFORE, 140)), by=helen, agency=health)
    assert sent.state == Submission.State.READY
    return sent


def released(sent: Submission, by: Standing) -> Submission:
    reasons = {one.pk: "The count was wrong." for one in sent.restatements.all()}
    if reasons:
        submissions.give_reasons(submission_id=sent.pk, reasons=reasons, by=by)
    submissions.release(submission_id=sent.pk, by=by)
    return sent


def test_a_finding_to_explain_names_its_figure(changed: Submission) -> None:
    (finding,) = changed.findings.filter(severity="explain")

    assert finding.code == "changed-since-last-sent"
    assert finding.indicator is not None
    assert (finding.indicator.code, finding.breakdown) == ("H01", "all")
    assert (finding.first, finding.last) == (BEFORE.first, BEFORE.last)


def test_release_opens_what_is_left_to_explain_and_the_agency_owes_it(
    changed: Submission, helen: Standing
) -> None:
    released(changed, helen)

    (one,) = Explanation.objects.all()
    assert (one.code, one.text, one.submission_id) == ("changed-since-last-sent", "", changed.pk)
    assert "Explain 1 figure" in [owed.words for owed in owed_by(helen)]
    assert Entry.objects.filter(verb="explanations.open").count() == 1


def test_what_was_answered_before_release_is_explained_at_once_and_is_commentary(
    changed: Submission, helen: Standing
) -> None:
    (finding,) = changed.findings.filter(severity="explain")
    explanations.answer_findings(submission_id=changed.pk, answers={finding.order: WHY}, by=helen)
    released(changed, helen)

    (one,) = Explanation.objects.all()
    assert (one.text, one.explained_by) == (WHY, helen.actor.words)
    assert [said.text for said in Commentary.objects.all()] == [WHY]
    assert "explanation" not in {owed.kind for owed in owed_by(helen)}


def test_an_answer_after_release_closes_it_and_stands_beside_the_figure(
    changed: Submission, helen: Standing
) -> None:
    released(changed, helen)
    explanations.explain(explanation_id=Explanation.objects.get().pk, text=f" {WHY} ", by=helen)

    assert Explanation.objects.get().text == WHY
    said = Commentary.objects.get()
    assert (said.text, said.first, said.last) == (WHY, BEFORE.first, BEFORE.last)
    with pytest.raises(Refused, match="explained already"):
        explanations.explain(explanation_id=Explanation.objects.get().pk, text=WHY, by=helen)


def test_only_the_agency_that_owes_it_may_explain(
    changed: Submission, helen: Standing, manager: Standing
) -> None:
    released(changed, helen)
    with pytest.raises(Refused):
        explanations.explain(explanation_id=Explanation.objects.get().pk, text=WHY, by=manager)


@pytest.mark.parametrize(("text", "words"), [("  ", "Write the explanation"), ("x" * 4001, "longer than")])
def test_an_explanation_that_says_nothing_or_too_much_is_refused(
    changed: Submission, helen: Standing, text: str, words: str
) -> None:
    released(changed, helen)
    with pytest.raises(Refused, match=words):
        explanations.explain(explanation_id=Explanation.objects.get().pk, text=text, by=helen)


def test_words_that_could_identify_a_child_are_refused_before_and_after_release(
    changed: Submission, helen: Standing
) -> None:
    child = "It was J.S., aged 7, of the same household."
    (finding,) = changed.findings.filter(severity="explain")
    with pytest.raises(Refused, match="identify a child"):
        explanations.answer_findings(submission_id=changed.pk, answers={finding.order: child}, by=helen)
    released(changed, helen)
    with pytest.raises(Refused, match="identify a child"):
        explanations.explain(explanation_id=Explanation.objects.get().pk, text=child, by=helen)

    assert not Commentary.objects.exists()


def test_a_figure_replaced_since_needs_no_explanation_any_more(
    changed: Submission, health: Agency, helen: Standing
) -> None:
    released(changed, helen)
    released(send(lines(("H01", BEFORE, 120)), by=helen, agency=health), helen)

    first, second = Explanation.objects.order_by("pk")
    assert first.text.startswith("The figure was replaced by")
    assert second.text == ""


def test_a_file_that_was_released_is_answered_on_the_page_of_what_is_owed(
    changed: Submission, helen: Standing
) -> None:
    released(changed, helen)
    with pytest.raises(Refused, match="no longer waits"):
        explanations.answer_findings(submission_id=changed.pk, answers={0: WHY}, by=helen)


def test_the_figure_is_marked_on_the_scorecard_and_its_page_until_it_is_explained(
    changed: Submission, helen: Standing
) -> None:
    assert [row.owed for row in overview(helen).rows if row.indicator.code == "H01"] == [False]
    released(changed, helen)
    assert [row.owed for row in overview(helen).rows if row.indicator.code == "H01"] == [True]
    page = indicator_page(helen, "H01")
    assert page is not None
    assert {(part, last) for _, _, part, last in page.asked} == {("all", BEFORE.last)}

    explanations.explain(explanation_id=Explanation.objects.get().pk, text=WHY, by=helen)
    assert [row.owed for row in overview(helen).rows if row.indicator.code == "H01"] == [False]


def test_the_pages_ask_take_the_answer_and_show_a_refusal_beside_its_box(
    changed: Submission, helen: Standing, board: Board, client: Client
) -> None:
    client.force_login(Person.objects.get(pk=helen.person_id))
    here = reverse("scorecard:submission", args=[board.code, changed.pk])
    assert "Keep these explanations" in client.get(here).content.decode()

    (finding,) = changed.findings.filter(severity="explain")
    answered = client.post(
        reverse("scorecard:answer", args=[board.code, changed.pk]),
        {f"explain-{finding.order}": WHY},
        follow=True,
    )
    assert WHY in answered.content.decode()
    client.post(reverse("scorecard:answer", args=[board.code, changed.pk]), {f"explain-{finding.order}": ""})
    released(changed, helen)

    every = reverse("scorecard:explanations", args=[board.code])
    listed = client.get(every).content.decode()
    assert "Save the explanation" in listed
    assert "explanation owed" in client.get(reverse("scorecard:overview", args=[board.code])).content.decode()
    one = reverse("scorecard:explain", args=[board.code, Explanation.objects.get().pk])
    refused = client.post(one, {"text": ""}).content.decode()
    assert "Write the explanation first." in refused
    done = client.post(one, {"text": WHY}, follow=True).content.decode()
    assert "Nothing is left to explain." in done


def test_a_return_without_rows_that_are_due_owes_a_word_about_each(
    board: Board, health: Agency, helen: Standing
) -> None:
    owed = a_return(board, health)
    sent = released(send(lines(("H01", LAST, 120)), by=helen, agency=health, answers=owed), helen)

    codes = {(one.code, one.indicator.code) for one in sent.explanations.all() if one.indicator}
    assert codes == {("due-figure-missing", code) for code in ("H02", "H03", "H04")}
