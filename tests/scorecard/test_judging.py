"""Signals seen, explained and challenged; the chair asks an agency for more and judges what it says."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import explanations, judging
from scorecard.models import Commentary, Explanation, Indicator, Signal
from tests.building import LAST, load, series
from tests.factories import CommentaryFactory

ClientOf = Callable[[Person | None], Client]
STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]


@pytest.fixture
def signal(scorecard: dict[str, Indicator], helen: Standing, health: Agency) -> Signal:
    """H02 of County Health rose above its usual range in the last quarter."""
    load(*series("H02", [*STEADY, 90], 120), by=helen, agency=health)
    return Signal.objects.get(indicator=scorecard["H02"], ended_last__isnull=True)


@pytest.fixture
def clare(chair: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    """The chair."""
    return standing_of(chair)


def remark(signal: Signal, agency: Agency) -> Commentary:
    said: Commentary = CommentaryFactory(
        indicator=signal.indicator, agency=agency, first=LAST.first, last=LAST.last, text="A new team began."
    )
    return said


def test_a_signal_is_seen_once_by_name_and_on_record(signal: Signal, manager: Standing) -> None:
    assert judging.see(signal_ids=[signal.pk], by=manager) == 1
    assert judging.see(signal_ids=[signal.pk], by=manager) == 0

    signal.refresh_from_db()
    assert (signal.state, signal.seen_by) == ("seen", manager.actor.words)
    assert Entry.objects.filter(verb="signals.see").count() == 1


def test_only_chair_and_manager_say_it_was_seen(signal: Signal, member: Standing, helen: Standing) -> None:
    for standing in (member, helen):
        with pytest.raises(Refused):
            judging.see(signal_ids=[signal.pk], by=standing)


def test_the_agency_owes_an_answer_and_gets_a_letter_that_says_nothing_of_the_figure(
    signal: Signal, clare: Standing, health: Agency, health_lead: Person, helen: Standing
) -> None:
    asked = judging.ask_for_more(
        indicator=signal.indicator, agency_id=health.pk, area=None, breakdown="all", period=LAST,
        text="Which teams does it concern?", by=clare,
    )  # fmt: skip

    letter = Letter.objects.get(to=health_lead.email)
    assert f"E-{asked.pk}" in letter.subject
    assert "/explanations/" in letter.text
    for told in ("H02", "The measure", "teams", "usual"):
        assert told not in letter.subject + letter.text
    explanations.explain(explanation_id=asked.pk, text="All of them.", by=helen)
    assert Commentary.objects.filter(text="All of them.", indicator=signal.indicator).exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "Was it Ben Smith, born 3 May 2009?"])
def test_what_may_not_be_asked_is_refused_and_nothing_kept(
    signal: Signal, clare: Standing, health: Agency, text: str
) -> None:
    before = Explanation.objects.count()
    with pytest.raises(Refused):
        judging.ask_for_more(
            indicator=signal.indicator, agency_id=health.pk, area=None, breakdown="all", period=LAST,
            text=text, by=clare,
        )  # fmt: skip

    assert Explanation.objects.count() == before
    assert not Letter.objects.exists()


def test_an_accepted_commentary_explains_the_signals_it_is_of(
    signal: Signal, clare: Standing, health: Agency, police: Agency
) -> None:
    said = remark(signal, health)
    judging.judge(commentary_id=said.pk, accepted=True, words="", by=clare)

    signal.refresh_from_db()
    assert (signal.state, signal.commentary) == ("explained", said)
    assert signal.settled_by == clare.actor.words


def test_an_earlier_remark_explains_nothing_that_came_later(
    signal: Signal, clare: Standing, health: Agency
) -> None:
    before = LAST.previous()
    said = CommentaryFactory(
        indicator=signal.indicator, agency=health, first=before.first, last=before.last, text="All is well."
    )
    judging.judge(commentary_id=said.pk, accepted=True, words="", by=clare)

    signal.refresh_from_db()
    assert signal.state == "new"


def test_one_not_accepted_needs_words_and_asks_again(
    signal: Signal, clare: Standing, health: Agency, health_lead: Person
) -> None:
    said = remark(signal, health)
    with pytest.raises(Refused):
        judging.judge(commentary_id=said.pk, accepted=False, words=" ", by=clare)

    judging.judge(commentary_id=said.pk, accepted=False, words="Since when?", by=clare)

    signal.refresh_from_db()
    assert signal.state == "new"
    assert Explanation.objects.get(code=judging.ASKED).asked == "Since when?"
    assert Letter.objects.filter(to=health_lead.email).count() == 1


def test_a_challenged_signal_stays_so_whatever_is_said_later(
    signal: Signal, clare: Standing, health: Agency
) -> None:
    judging.mark_challenged(signal_id=signal.pk, reference="CH-29", by=clare)
    judging.judge(commentary_id=remark(signal, health).pk, accepted=True, words="", by=clare)

    signal.refresh_from_db()
    assert (signal.state, signal.challenge) == ("challenged", "CH-29")
    with pytest.raises(Refused):
        judging.mark_challenged(signal_id=signal.pk, reference="CH-30", by=clare)


def test_the_whole_way_on_its_pages(
    board: Board, signal: Signal, health: Agency, chair: Person, health_lead: Person, client_of: ClientOf
) -> None:
    clare, helen = client_of(chair), client_of(health_lead)
    page = reverse("scorecard:indicator", args=[board.code, "H02"])
    listed = reverse("scorecard:signals", args=[board.code])
    assert "New (1)" in clare.get(listed).content.decode()

    clare.post(reverse("scorecard:signal-see", args=[board.code]), {"signal": str(signal.pk)})
    asked = clare.post(reverse("scorecard:ask", args=[board.code, "H02"]), {"text": "Why?"}, follow=True)
    assert "County Health is asked" in asked.content.decode()
    owed = Explanation.objects.get(code=judging.ASKED)
    helen.post(reverse("scorecard:explain", args=[board.code, owed.pk]), {"text": "A new team began."})
    said = Commentary.objects.get(text="A new team began.")
    assert "Accept as the explanation" in clare.get(page).content.decode()
    assert "Accept as the explanation" not in helen.get(page).content.decode()
    clare.post(reverse("scorecard:judge", args=[board.code, "H02", said.pk]), {"verdict": "accept"})

    assert "Accepted as the explanation." in helen.get(page).content.decode()
    assert "Explained (1)" in clare.get(listed).content.decode()
    assert "Explained." in clare.get(reverse("scorecard:overview", args=[board.code])).content.decode()


def test_what_is_refused_stays_in_its_box_with_the_reason_beside_it(
    board: Board, signal: Signal, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    clare = client_of(chair)
    said = [remark(signal, health), remark(signal, health)]
    child = "Is it about J.S., aged 7?"

    asked = clare.post(reverse("scorecard:ask", args=[board.code, "H02"]), {"text": child}).content.decode()
    older = min(said, key=lambda one: (one.written_at, one.pk))
    judged = clare.post(
        reverse("scorecard:judge", args=[board.code, "H02", older.pk]), {"verdict": "ask", "words": child}
    ).content.decode()

    for page, box in ((asked, "ask-text"), (judged, f"words-{older.pk}")):
        assert "<title>Error: The measure H02" in page
        assert f'href="#{box}"' in page
        assert (
            f'aria-describedby="{"ask-text-hint " if box == "ask-text" else ""}{box}-error">{child}</textarea>'
            in page
        )
    assert not Explanation.objects.filter(code=judging.ASKED).exists()


def test_a_lead_finds_the_own_agencys_signals_alone(
    board: Board, signal: Signal, health_lead: Person, police_lead: Person, client_of: ClientOf
) -> None:
    address = reverse("scorecard:signals", args=[board.code])

    assert "The measure H02" in client_of(health_lead).get(address).content.decode()
    assert "No signal is so at the moment." in client_of(police_lead).get(address).content.decode()
    assert "Mark as seen" not in client_of(health_lead).get(address).content.decode()


def test_another_boards_commentary_is_not_judged(
    board: Board, signal: Signal, chair: Person, client_of: ClientOf
) -> None:
    theirs = CommentaryFactory()

    answer = client_of(chair).post(
        reverse("scorecard:judge", args=[board.code, "H02", theirs.pk]), {"verdict": "accept"}
    )

    assert answer.status_code == 404
