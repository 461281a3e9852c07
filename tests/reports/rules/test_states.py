"""A report's life: what each state allows, where it leads, and what the chair may not approve alone."""

from pathlib import Path

import pytest

from reports.rules import diagram
from reports.rules.states import (
    LIFE_WORDS,
    VERB_WORDS,
    Life,
    Verb,
    draft_holds,
    is_to_be_confirmed,
    led_to,
    when,
)

#: From where each may be done, spelled out beside the table that decides it.
ALLOWED = {
    Verb.SUBMIT: {Life.DRAFT},
    Verb.SEND_BACK: {Life.IN_REVIEW},
    Verb.CONFIRM: {Life.IN_REVIEW},
    Verb.APPROVE: {Life.IN_REVIEW},
    Verb.TAKE_BACK: {Life.APPROVED},
    Verb.RELEASE: {Life.APPROVED},
    Verb.CORRECT: {Life.CIRCULATED, Life.PUBLISHED},
}


@pytest.mark.parametrize("verb", Verb)
def test_each_step_is_taken_from_its_own_states_and_refused_elsewhere_in_words(verb: Verb) -> None:
    assert {now for now in Life if when(verb, now)} == ALLOWED[verb]
    for now in set(Life) - ALLOWED[verb]:
        assert when(verb, now).reason.endswith(".")


def test_every_state_and_step_has_its_words() -> None:
    assert set(LIFE_WORDS) == set(Life)
    assert set(VERB_WORDS) == set(Verb)


def test_the_usual_way_ends_published_or_circulated_by_kind() -> None:
    for for_the_public, end in ((True, Life.PUBLISHED), (False, Life.CIRCULATED)):
        now = Life.DRAFT
        for verb in (Verb.SUBMIT, Verb.CONFIRM, Verb.APPROVE, Verb.RELEASE):
            assert when(verb, now)
            now = led_to(verb, now, for_the_public=for_the_public)
        assert now is end


def test_what_is_sent_back_is_a_draft_and_what_is_taken_back_is_in_review() -> None:
    assert led_to(Verb.SEND_BACK, Life.IN_REVIEW, for_the_public=True) is Life.DRAFT
    assert led_to(Verb.TAKE_BACK, Life.APPROVED, for_the_public=True) is Life.IN_REVIEW
    assert led_to(Verb.CORRECT, Life.PUBLISHED, for_the_public=True) is Life.PUBLISHED


@pytest.mark.parametrize(
    ("by_chair", "confirmed", "expected"),
    [
        ([], False, False),
        ([False, False], False, False),
        ([True, False], False, True),
        ([False, True], False, True),
        ([True], True, False),
    ],
)
def test_what_the_chair_wrote_last_anywhere_is_confirmed_first(
    by_chair: list[bool], confirmed: bool, expected: bool
) -> None:
    assert is_to_be_confirmed(by_chair, confirmed=confirmed) is expected


def test_a_draft_holds_until_something_is_written_after_it() -> None:
    assert draft_holds(texts_until=7, newest_text=7)
    assert draft_holds(texts_until=0, newest_text=0)
    assert not draft_holds(texts_until=7, newest_text=8)
    assert "Build it again" in draft_holds(texts_until=0, newest_text=1).reason


def test_the_drawing_in_the_documentation_is_the_table() -> None:
    written = (Path(__file__).resolve().parents[3] / "docs/reports.md").read_text()

    assert f"```mermaid\n{diagram.diagram()}\n```" in written
