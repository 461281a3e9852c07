"""Answers of a self-assessment: opened, written by several people at once, carried forward, signed off."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agencies.models import Agency, Board, Entry
from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions import evidence
from registers.actions.overtaken import Overtaken
from registers.actions.section_11 import answers, carrying, improvements, signing
from registers.models import Action, Answer, Assessment, Improvement
from registers.queries.section_11.writers import Writer, writer_by
from registers.rules.evidence import Kind
from registers.rules.section_11.answering import Written
from tests.factories import CrosswalkFactory
from tests.registers.section_11.writing import EMPTY, POLICY, answered, asked, part, writer


@pytest.fixture
def assessment(board: Board, charity: Agency) -> Assessment:
    """A charity asked by two standards."""
    return asked(board, charity)


@pytest.fixture
def ada(assessment: Assessment) -> Writer:
    """Its author, by a link."""
    return writer(assessment)


def written(assessment: Assessment, number: int = 1) -> Answer:
    """The answer as it stands."""
    return Answer.objects.get(assessment=assessment, standard__number=number)


def save(by: Writer, now: Written, saw: Written = EMPTY, number: int = 1) -> answers.Saved:
    """Keep an answer."""
    return answers.save(assessment_id=by.assessment_id, number=number, saw=saw, written=now, by=by)


def test_it_is_opened_once(assessment: Assessment, ada: Writer) -> None:
    answers.open_(assessment_id=assessment.pk, by=ada)
    answers.open_(assessment_id=assessment.pk, by=ada)

    assessment.refresh_from_db()
    assert (assessment.state, assessment.opened_by) == (
        "opened",
        "Ada Writer, author at Open Door, by a signed link",
    )
    assert Entry.objects.filter(verb="assessments.open").count() == 1


def test_the_record_never_names_whoever_came_by_a_link(assessment: Assessment, ada: Writer) -> None:
    save(ada, POLICY)

    entry = Entry.objects.get(verb="assessments.choose")
    assert (entry.by, entry.by_id) == ("the author at Open Door, by a signed link", None)
    assert "Ada" not in f"{entry.by} {entry.words} {entry.details}"


def test_an_answer_is_kept_with_everybody_who_wrote_it(assessment: Assessment, ada: Writer) -> None:
    sam = writer(assessment, "substitute", "Sam Other")
    save(ada, POLICY)
    save(sam, replace(POLICY, words=f"{POLICY.words}\nTraining each year."), saw=POLICY)

    kept = written(assessment)
    assert (kept.score, kept.words) == (2, f"{POLICY.words}\nTraining each year.")
    assert [one.split(",")[0] for one in kept.authors] == ["Ada Writer", "Sam Other"]
    assert kept.written_by.startswith("Sam Other")
    assessment.refresh_from_db()
    assert assessment.state == "draft"


def test_two_who_write_at_once_lose_nothing(assessment: Assessment, ada: Writer) -> None:
    sam = writer(assessment, "substitute", "Sam Other")
    save(ada, Written(1, words="A policy of 2016."))

    saved = save(sam, Written(3, words="A policy of 2017."))

    assert saved.clashes == ("choice", "words")
    assert written(assessment).words == "A policy of 2016.\nA policy of 2017."
    assert written(assessment).score == 1


def test_the_same_words_again_change_nothing(assessment: Assessment, ada: Writer) -> None:
    save(ada, POLICY)
    save(ada, POLICY, saw=POLICY)

    assessment.refresh_from_db()
    assert (written(assessment).version, assessment.version) == (2, 2)


def test_writing_is_entered_once_a_day_a_standard_and_each_choice_always(ada: Writer) -> None:
    first, second, third = (Written(words="A"), Written(words="AB"), Written(1, words="ABC"))
    save(ada, first)
    save(ada, second, saw=first)
    save(ada, third, saw=second)

    assert sorted(Entry.objects.filter(kind="assessment").values_list("verb", flat=True)) == [
        "assessments.choose",
        "assessments.write",
    ]


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (Written(4), "Choose one of the scale"),
        (Written(1, words="x" * 8_001), "8,000 are the most"),
        (
            Written(1, words="Case of a child born on 3 March 2012, NHS number 943 476 5919"),
            "identify a child",
        ),
    ],
)
def test_what_may_not_be_kept_is_refused(assessment: Assessment, ada: Writer, now: Written, why: str) -> None:
    with pytest.raises(Refused, match=why):
        save(ada, now)
    assert not Answer.objects.filter(assessment=assessment).exists()


def test_nobody_writes_in_another_organisations(board: Board, police: Agency, ada: Writer) -> None:
    other = asked(board, police, number=2)

    with pytest.raises(Refused, match="No such self-assessment of yours"):
        answers.save(assessment_id=other.pk, number=1, saw=EMPTY, written=POLICY, by=ada)


def test_nobody_writes_after_it_was_signed_off_left_out_or_closed(
    assessment: Assessment, ada: Writer
) -> None:
    Assessment.objects.filter(pk=assessment.pk).update(state="submitted", submitted_at=clock.now())
    with pytest.raises(Refused, match="unless it is sent back"):
        save(ada, POLICY)
    Assessment.objects.filter(pk=assessment.pk).update(
        state="draft", left_out_at=clock.now(), left_out_why="Closed."
    )
    with pytest.raises(Refused, match="no longer asked for"):
        save(ada, POLICY)


def test_improvements_are_added_changed_and_taken_back(assessment: Assessment, ada: Writer) -> None:
    made = _promise(ada)
    improvements.change(
        improvement_id=made.pk, text="Train all", owner_words="Sam", due_on=date(2018, 10, 1), by=ada
    )
    made.refresh_from_db()
    assert (made.text, made.owner_words, made.due_on) == ("Train all", "Sam", date(2018, 10, 1))

    improvements.take_back(improvement_id=made.pk, by=ada)
    with pytest.raises(Refused, match="taken back already"):
        improvements.take_back(improvement_id=made.pk, by=ada)


def test_an_improvement_is_for_a_day_to_come(ada: Writer) -> None:
    with pytest.raises(Refused, match="That day has passed"):
        _promise(ada, due_on=date(2018, 5, 20))


def test_another_organisations_improvement_is_not_there(board: Board, police: Agency, ada: Writer) -> None:
    made = _promise(ada)
    other = writer(asked(board, police, number=2), name="Paul Other")

    with pytest.raises(Refused, match="No such improvement"):
        improvements.take_back(improvement_id=made.pk, by=other)


def test_only_the_executive_signs_it_off(assessment: Assessment, ada: Writer) -> None:
    answered(assessment, ada)

    with pytest.raises(Refused, match="Only the named executive signs it off"):
        _sign(assessment, ada)


def test_it_is_not_signed_off_while_something_is_missing(assessment: Assessment, ada: Writer) -> None:
    save(ada, POLICY)

    with pytest.raises(Refused, match="Standard 2: no score is chosen"):
        _sign(assessment, writer(assessment, "executive", "Eve Chief"))


def test_it_is_not_signed_off_unread(assessment: Assessment, ada: Writer) -> None:
    answered(assessment, ada)
    executive = writer(assessment, "executive", "Eve Chief")
    assessment.refresh_from_db()
    seen = assessment.version
    save(ada, replace(POLICY, score=0), saw=POLICY)

    with pytest.raises(Overtaken):
        signing.sign_off(assessment_id=assessment.pk, statement="It is so.", seen=seen, by=executive)


def test_signed_off_its_improvements_are_actions_of_the_organisation(
    assessment: Assessment, ada: Writer
) -> None:
    answered(assessment, ada)
    made, gone = _promise(ada), _promise(ada, text="Dropped")
    improvements.take_back(improvement_id=gone.pk, by=ada)

    _sign(assessment, writer(assessment, "executive", "Eve Chief"))

    action = Action.objects.get()
    made.refresh_from_db()
    assert made.action == action
    assert (action.text, action.agency, action.due_on, action.origin_kind) == (
        made.text,
        assessment.agency,
        made.due_on,
        "section_11",
    )
    assert action.origin_url == f"/wessex/section-11/1/open-door/standards/{made.answer.standard.number}/"
    assessment.refresh_from_db()
    assert (assessment.state, assessment.statement) == ("submitted", "It is so.")
    assert assessment.submitted_by.startswith("Eve Chief, executive at Open Door")


def test_sent_back_and_signed_again_it_makes_no_action_twice(assessment: Assessment, ada: Writer) -> None:
    answered(assessment, ada)
    made = _promise(ada)
    executive = writer(assessment, "executive", "Eve Chief")
    _sign(assessment, executive)
    Assessment.objects.filter(pk=assessment.pk).update(state="sent_back", sent_back_why="Say more.")

    with pytest.raises(Refused, match="It is action A-1 now"):
        improvements.take_back(improvement_id=made.pk, by=ada)
    _promise(ada, text="Audit each year.")
    _sign(assessment, executive)

    assert [one.text for one in Action.objects.order_by("number")] == [
        "Train every volunteer.",
        "Audit each year.",
    ]
    assert Entry.objects.filter(verb="assessments.sign_off").count() == 2


def test_the_last_cycles_answers_are_carried_forward(assessment: Assessment, ada: Writer) -> None:
    answered(assessment, ada)
    _promise(ada)
    _sign(assessment, writer(assessment, "executive", "Eve Chief"))
    following = _next_cycle(assessment)
    again = writer_by(part(following, name="Ada Writer"))
    mine = Written(3, words="Written anew.")
    save(again, mine, number=2)

    assert carrying.carry_forward(assessment_id=following.pk, by=again) == (1,)

    first, second = written(following), written(following, 2)
    assert (first.score, first.words, first.carried_from) == (2, POLICY.words, written(assessment))
    assert (second.score, second.words) == (3, mine.words)
    assert not Answer.objects.filter(assessment=following, standard__number=3).exists()
    assert Improvement.objects.get(answer=first).action == Action.objects.get()
    with pytest.raises(Refused, match="nothing to carry forward"):
        carrying.carry_forward(assessment_id=following.pk, by=again)


def test_an_unsigned_draft_is_not_carried_forward(assessment: Assessment, ada: Writer) -> None:
    answered(assessment, ada)
    following = _next_cycle(assessment)

    with pytest.raises(Refused, match="no self-assessment of an earlier cycle"):
        carrying.carry_forward(assessment_id=following.pk, by=writer_by(part(following)))


def test_evidence_is_added_by_link_and_taken_back_by_a_colleague(assessment: Assessment, ada: Writer) -> None:
    save(ada, POLICY)
    answer = written(assessment)
    added = evidence.add(about=answer, kind=Kind.DOCUMENT, words="The policy.", by=ada)
    assert (added.answer, added.added_by, added.sender) == (answer, ada.words, None)

    sam = writer(assessment, "substitute", "Sam Other")
    evidence.take_back(evidence_id=added.pk, reason="An old one.", by=sam)
    added.refresh_from_db()
    assert added.taken_back_by == sam.words
    entry = Entry.objects.filter(kind="assessment", verb="evidence.add").get()
    assert (entry.reference, entry.by) == (str(assessment.pk), ada.actor.words)


def test_evidence_is_no_way_into_another_organisations(board: Board, police: Agency, ada: Writer) -> None:
    save(ada, POLICY)
    other = writer(asked(board, police, number=2), name="Paul Other")

    with pytest.raises(Refused, match="another organisation"):
        evidence.add(about=Answer.objects.get(), kind=Kind.DOCUMENT, words="The policy.", by=other)


def _promise(by: Writer, **given: Any) -> Improvement:
    usual = {"text": "Train every volunteer.", "owner_words": "Ada Writer", "due_on": date(2018, 9, 28)}
    return improvements.add(assessment_id=by.assessment_id, number=1, by=by, **(usual | given))


def _sign(assessment: Assessment, by: Writer) -> Assessment:
    assessment.refresh_from_db()
    return signing.sign_off(
        assessment_id=assessment.pk, statement="It is so.", seen=assessment.version, by=by
    )


def _next_cycle(assessment: Assessment) -> Assessment:
    """The next cycle: standards 1 and 2 take up those of the last, 3 is new."""
    following = asked(assessment.cycle.board, assessment.agency, standards=3, number=2)
    for number in (1, 2):
        CrosswalkFactory(
            standard=following.cycle.standards.standards.get(number=number),
            earlier=assessment.cycle.standards.standards.get(number=number),
        )
    return following
