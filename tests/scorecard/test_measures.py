"""Keeping what is measured: words, targets, breaks, new versions, comparators and small numbers, without us."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import definitions, measures
from scorecard.models import Break, ComparatorSet, Indicator, Signal, SmallNumbers, Target
from scorecard.queries.series import lines
from tests.building import LAST, load, series
from tests.factories import HAMPSHIRE, AreaFactory

ClientOf = Callable[[Person | None], Client]
STEP = [
    50,
    52,
    48,
    51,
    49,
    50,
    53,
    47,
    50,
    51,
    49,
    52,
    48,
    *(90, 92, 88, 91, 89, 90, 93, 87, 90, 91, 89, 92, 88),
]


def test_a_target_is_set_changed_and_taken_away_on_record(
    scorecard: dict[str, Indicator], manager: Standing
) -> None:
    pk = scorecard["H02"].pk
    for value in (Decimal(20), Decimal(25)):
        measures.set_target(indicator_id=pk, year=2018, value=value, by=manager)
    assert [one.value for one in Target.objects.all()] == [Decimal(25)]

    measures.set_target(indicator_id=pk, year=2018, value=None, by=manager)

    assert not Target.objects.exists()
    assert Entry.objects.filter(verb="measures.set_target", by=manager.actor.words).count() == 3
    with pytest.raises(Refused):
        measures.set_target(indicator_id=pk, year=2018, value=None, by=manager)


def test_a_rebase_ends_the_signal_of_the_old_level_and_taking_it_back_is_kept(
    scorecard: dict[str, Indicator], helen: Standing, health: Agency, manager: Standing
) -> None:
    load(*series("H02", STEP, 120), by=helen, agency=health)
    assert Signal.objects.filter(ended_last__isnull=True).exists()
    first = LAST.shifted(-3 * 12).first

    made = measures.make_break(
        indicator_id=scorecard["H02"].pk, first=first, kind="rebase", reason="A new team.", by=manager
    )

    (line,) = lines([scorecard["H02"]]).values()
    assert line.starts == (13,)
    assert not Signal.objects.filter(ended_last__isnull=True).exists()
    measures.take_back_break(break_id=made.pk, by=manager)
    assert Break.objects.get().taken_back_by == manager.actor.words
    with pytest.raises(Refused):
        measures.take_back_break(break_id=made.pk, by=manager)


@pytest.mark.parametrize(
    ("first", "reason", "words"),
    [
        (date(2017, 5, 1), "Why.", "begins no quarter"),
        (date(2017, 4, 1), "  ", "Say why"),
    ],
)
def test_a_break_needs_a_first_day_and_a_reason(
    scorecard: dict[str, Indicator], manager: Standing, first: date, reason: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        measures.make_break(
            indicator_id=scorecard["H02"].pk, first=first, kind="rebase", reason=reason, by=manager
        )


def test_a_new_definition_is_a_new_version_that_keeps_the_old_ones_history(
    scorecard: dict[str, Indicator], helen: Standing, health: Agency, manager: Standing
) -> None:
    load(*series("H02", STEP, 120), by=helen, agency=health)
    measures.set_target(indicator_id=scorecard["H02"].pk, year=2017, value=Decimal(30), by=manager)
    measures.set_target(indicator_id=scorecard["H02"].pk, year=2014, value=Decimal(40), by=manager)
    since = date(2017, 4, 1)

    new = definitions.redefine(
        indicator_id=scorecard["H02"].pk, definition={"numerator": "Counted anew"}, since=since, by=manager
    )

    assert (new.version, new.since, new.title) == (2, since, "The measure H02")
    assert Indicator.objects.get(pk=scorecard["H02"].pk).until == since
    (line,) = lines([new]).values()
    assert len(line.points) == len(STEP)
    assert line.points[line.starts[0]].period.first == since
    assert list(new.targets.values_list("year", flat=True)) == [2017]


def test_a_definition_that_makes_no_sense_is_refused_whole(
    scorecard: dict[str, Indicator], manager: Standing
) -> None:
    pk = scorecard["H02"].pk
    with pytest.raises(Refused, match="Nothing"):
        definitions.redefine(indicator_id=pk, definition={}, since=date(2017, 4, 1), by=manager)
    with pytest.raises((Refused, ValidationError)):
        definitions.redefine(
            indicator_id=pk, definition={"polarity": "band"}, since=date(2017, 4, 1), by=manager
        )
    with pytest.raises(Refused, match="in use since"):
        definitions.redefine(
            indicator_id=pk, definition={"numerator": "Other"}, since=date(2012, 4, 1), by=manager
        )


def test_new_words_are_no_new_version(scorecard: dict[str, Indicator], manager: Standing) -> None:
    measures.reword(indicator_id=scorecard["H02"].pk, words={"title": "A better title"}, by=manager)

    changed = Indicator.objects.get(pk=scorecard["H02"].pk)
    assert (changed.title, changed.version) == ("A better title", 1)
    with pytest.raises(Refused, match="Nothing"):
        measures.reword(indicator_id=changed.pk, words={"title": "A better title"}, by=manager)


def test_similar_areas_are_known_ones_and_never_the_boards_own(manager: Standing, board: Board) -> None:
    AreaFactory(code=HAMPSHIRE)
    AreaFactory(code="E10000008")
    measures.set_comparators(name="Neighbours", area_codes=["E10000008"], by=manager)
    assert ComparatorSet.objects.get().area_codes == ["E10000008"]

    for codes, words in ((["E99999999"], "No area is known"), ([HAMPSHIRE], "its own area")):
        with pytest.raises(Refused, match=words):
            measures.set_comparators(name="Neighbours", area_codes=codes, by=manager)


def test_small_numbers_are_hidden_at_least_to_five(manager: Standing, health: Agency) -> None:
    measures.set_small_numbers(agency=health, highest=7, round_to=5, by=manager)
    assert SmallNumbers.objects.get().highest == 7

    with pytest.raises(Refused, match="always hidden"):
        measures.set_small_numbers(agency=None, highest=4, round_to=1, by=manager)
    with pytest.raises(Refused, match="nearest"):
        measures.set_small_numbers(agency=None, highest=5, round_to=3, by=manager)


def test_nobody_else_changes_anything(
    scorecard: dict[str, Indicator], member: Standing, helen: Standing
) -> None:
    for standing in (member, helen):
        with pytest.raises(Refused):
            measures.set_target(indicator_id=scorecard["H02"].pk, year=2018, value=Decimal(1), by=standing)
        with pytest.raises(Refused):
            measures.set_comparators(name="", area_codes=[], by=standing)


def test_it_is_all_done_on_its_pages(
    board: Board,
    scorecard: dict[str, Indicator],
    business_manager: Person,
    health: Agency,
    client_of: ClientOf,
) -> None:
    client = client_of(business_manager)
    address = reverse("scorecard:measure", args=[board.code, "H02"])
    assert address in client.get(reverse("scorecard:measures", args=[board.code])).content.decode()

    client.post(address, {"do": "target", "year": "2018", "value": "33"})
    day = {"do": "break", "first_day": "1", "first_month": "4", "first_year": "2017", "kind": "definition"}
    client.post(address, day | {"reason": "Counted anew."})
    refused = client.post(address, day | {"first_day": "2", "reason": "Why."}).content.decode()
    page = client.get(address).content.decode()

    assert "begins no quarter" in refused
    assert "33" in page
    assert "Counted anew." in page
    assert "Set the target of H02 for 2018 to 2019 at 33." in page
    AreaFactory(code="E10000008", name="Dorset")
    comparisons = reverse("scorecard:comparisons", args=[board.code])
    client.post(comparisons, {"do": "areas", "name": "Neighbours", "area_codes": "e10000008"})
    client.post(comparisons, {"do": "small", "agency": health.pk, "highest": "7", "round_to": "5"})
    shown = client.get(comparisons).content.decode()
    assert "Dorset" in shown
    assert "1 to 7 hidden, others rounded to the nearest 5" in shown
    assert client.get(reverse("scorecard:measure", args=[board.code, "Z99"])).status_code == 404
