"""The board's ways of looking: added, renamed, put in order, retired when nothing measured stands in them."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import measures, perspectives, retiring
from scorecard.models import Indicator, Perspective
from scorecard.queries.measures import measures as measured
from scorecard.queries.overview import board_overview
from scorecard.rules.periods import quarter
from tests.building import load, series
from tests.factories import PerspectiveFactory

ClientOf = Callable[[Person | None], Client]


def in_order(board: Board) -> list[str]:
    return [one.title for one in Perspective.objects.filter(board=board, retired_at__isnull=True)]


def test_one_is_added_after_the_others_under_a_short_name_of_its_own(
    board: Board, scorecard: dict[str, Indicator], manager: Standing
) -> None:
    made = perspectives.add(title=" Voice of  the child ", question="Are they heard?", by=manager)
    again = perspectives.add(title="Children and Families!", question="Are they?", by=manager)

    assert in_order(board)[-2:] == ["Voice of the child", "Children and Families!"]
    assert (made.code, again.code) == ("voice-of-the-child", "children-and-families")
    assert Entry.objects.filter(verb="perspectives.add", by=manager.actor.words).count() == 2


@pytest.mark.parametrize(
    ("title", "question", "why"),
    [
        ("", "Why?", "Give it a title"),
        ("A title", " ", "Give it a title"),
        ("x" * 121, "Why?", "at most 120"),
        ("workforce", "Why?", "called “workforce” already"),
    ],
)
def test_one_needs_a_title_no_other_has_and_a_question(
    scorecard: dict[str, Indicator], manager: Standing, title: str, question: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        perspectives.add(title=title, question=question, by=manager)
    assert Perspective.objects.count() == 2


def test_renamed_it_keeps_its_place_and_its_indicators(
    board: Board, scorecard: dict[str, Indicator], manager: Standing
) -> None:
    pk = scorecard["H02"].perspective_id

    perspectives.rename(perspective_id=pk, title="Families", question="Are they safer?", by=manager)

    renamed = Perspective.objects.get(pk=pk)
    assert (renamed.title, renamed.code) == ("Families", "children")
    assert in_order(board)[0] == "Families"
    assert scorecard["H02"] in renamed.indicators.all()
    with pytest.raises(Refused, match="Nothing"):
        perspectives.rename(perspective_id=pk, title="Families", question="Are they safer?", by=manager)
    assert Entry.objects.latest("pk").words == "Called the perspective “Children and families” “Families”."


def test_they_are_put_in_another_order_one_place_at_a_time(
    board: Board, scorecard: dict[str, Indicator], manager: Standing
) -> None:
    last = perspectives.add(title="Last", question="Why?", by=manager)

    perspectives.move(perspective_id=last.pk, up=True, by=manager)

    assert in_order(board) == ["Children and families", "Last", "Workforce"]
    perspectives.move(perspective_id=last.pk, up=False, by=manager)
    assert in_order(board) == ["Children and families", "Workforce", "Last"]
    with pytest.raises(Refused, match="is the last already"):
        perspectives.move(perspective_id=last.pk, up=False, by=manager)
    with pytest.raises(Refused, match="is the first already"):
        perspectives.move(perspective_id=scorecard["H01"].perspective_id, up=True, by=manager)


def test_one_is_not_retired_while_something_measured_stands_in_it(
    scorecard: dict[str, Indicator], manager: Standing
) -> None:
    with pytest.raises(Refused, match=r"H01, H02, H03, H04 and P01 stand in it and are still measured"):
        perspectives.retire(perspective_id=scorecard["H01"].perspective_id, by=manager)
    with pytest.raises(Refused, match="W01 stands in it and is still measured"):
        perspectives.retire(perspective_id=scorecard["W01"].perspective_id, by=manager)


def test_retired_it_takes_nothing_new_and_comes_back_last(
    board: Board, scorecard: dict[str, Indicator], manager: Standing
) -> None:
    work, children = scorecard["W01"].perspective, scorecard["H01"].perspective
    measures.reword(indicator_id=scorecard["W01"].pk, words={"perspective": children}, by=manager)

    perspectives.retire(perspective_id=work.pk, by=manager)

    assert in_order(board) == ["Children and families"]
    work.refresh_from_db()
    with pytest.raises(Refused, match="perspectives in use"):
        measures.reword(indicator_id=scorecard["W01"].pk, words={"perspective": work}, by=manager)
    for again in (
        lambda: perspectives.retire(perspective_id=work.pk, by=manager),
        lambda: perspectives.move(perspective_id=work.pk, up=True, by=manager),
        lambda: perspectives.bring_back(perspective_id=children.pk, by=manager),
    ):
        with pytest.raises(Refused):
            again()
    perspectives.bring_back(perspective_id=work.pk, by=manager)
    assert in_order(board) == ["Children and families", "Workforce"]
    verbs = list(Entry.objects.filter(kind="perspective").values_list("verb", flat=True))
    assert verbs == ["perspectives.retire", "perspectives.bring_back"]


def test_reports_of_earlier_years_keep_a_perspective_that_is_retired(
    board: Board, scorecard: dict[str, Indicator], manager: Standing, helen: Standing, health: Agency
) -> None:
    load(*series("W01", [50, 60], 100, until=quarter(2016, 4)), by=helen, agency=health)
    retiring.retire(
        indicator_id=scorecard["W01"].pk, first=date(2017, 4, 1), reason="Measured elsewhere.", by=manager
    )
    perspectives.retire(perspective_id=scorecard["W01"].perspective_id, by=manager)

    then, now = (
        [tile.perspective.title for tile in board_overview(board.pk, until=until).tiles]
        for until in (quarter(2016, 4), quarter(2017, 4))
    )

    assert "Workforce" in then
    assert "Workforce" not in now
    assert "Workforce" not in [one.title for one, _ in measured(manager).by_perspective]


def test_nobody_else_changes_them_and_nobody_those_of_another_board(
    scorecard: dict[str, Indicator], manager: Standing, member: Standing, other_board: Board
) -> None:
    theirs = PerspectiveFactory(board=other_board)
    mine = scorecard["W01"].perspective_id

    for act in (
        lambda: perspectives.add(title="I", question="Why?", by=member),
        lambda: perspectives.rename(perspective_id=mine, title="I", question="Why?", by=member),
        lambda: perspectives.move(perspective_id=mine, up=True, by=member),
        lambda: perspectives.retire(perspective_id=mine, by=member),
        lambda: perspectives.bring_back(perspective_id=mine, by=member),
    ):
        with pytest.raises(Refused, match="Only the business manager"):
            act()
    with pytest.raises(Perspective.DoesNotExist):
        perspectives.rename(perspective_id=theirs.pk, title="I", question="Why?", by=manager)


def test_it_is_all_done_on_its_pages(
    board: Board, scorecard: dict[str, Indicator], business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    work = scorecard["W01"].perspective
    listed = reverse("scorecard:perspectives", args=[board.code])
    address = reverse("scorecard:perspective", args=[board.code, work.pk])
    moving = reverse("scorecard:perspective-move", args=[board.code, work.pk])
    adding = reverse("scorecard:perspective-add", args=[board.code])
    assert listed in client.get(reverse("scorecard:measures", args=[board.code])).content.decode()

    empty = client.post(adding, {}).content.decode()
    assert "Give the perspective a title." in empty
    taken = client.post(adding, {"title": "Workforce", "question": "Why?"}).content.decode()
    assert "called “Workforce” already" in taken
    client.post(adding, {"title": "Voice", "question": "Are they heard?"})
    client.post(moving, {"to": "up"})
    refused = client.post(moving, {"to": "up"}, follow=True).content.decode()
    assert "is the first already" in refused
    client.post(address, {"do": "rename", "title": "People", "question": "Are they skilled?"})
    kept = client.post(address, {"do": "retire"}).content.decode()
    assert "W01 stands in it and is still measured" in kept
    assert "<title>Error: " in kept
    assert reverse("scorecard:measure", args=[board.code, "W01"]) in kept

    page = client.get(listed).content.decode()
    assert in_order(board) == ["People", "Children and families", "Voice"]
    assert "Are they skilled?" in page
    assert client.get(reverse("scorecard:perspective", args=[board.code, 0])).status_code == 404
    assert client.post(reverse("scorecard:perspective-move", args=[board.code, 0])).status_code == 404
