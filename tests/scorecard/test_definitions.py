"""What an indicator is: added, taken up from the catalogue, counted otherwise from a day on, wording put right."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import definitions
from scorecard.models import Indicator
from scorecard.queries.indicator_page import indicator_page
from scorecard.queries.measures import catalogue_left
from scorecard.queries.series import lines
from tests.building import load, series
from tests.factories import AgencyFactory
from tests.scorecard.rules.test_definitions import SOUND

ClientOf = Callable[[Person | None], Client]
SINCE = date(2018, 4, 1)


def given(scorecard: dict[str, Indicator], **more: Any) -> dict[str, Any]:
    """A sound definition at this board."""
    return {**SOUND, "perspective": scorecard["W01"].perspective, **more}


def test_an_indicator_of_the_boards_own_is_added_on_record(
    scorecard: dict[str, Indicator], manager: Standing, health: Agency
) -> None:
    made = definitions.add(code="L01", definition=given(scorecard, owner=health), since=SINCE, by=manager)

    assert (made.version, made.since, made.owner, made.retired_from) == (1, SINCE, health, None)
    assert made.order > max(one.order for one in scorecard.values())
    entry = Entry.objects.get(verb="definitions.add")
    assert entry.words == "Added the indicator L01 “Children seen within ten days”, from 1 April 2018 on."


@pytest.mark.parametrize(
    ("code", "more", "since", "why"),
    [
        ("first", {}, SINCE, "A code is"),
        ("H02", {}, SINCE, "is the code of"),
        ("D03", {}, SINCE, "Take it up from there"),
        ("L01", {"denominator": ""}, SINCE, "out of what"),
        ("L01", {}, date(2018, 5, 1), "begins no quarter"),
    ],
)
def test_what_makes_no_sense_is_refused_whole(
    scorecard: dict[str, Indicator], manager: Standing, code: str, more: dict[str, Any], since: date, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        definitions.add(code=code, definition=given(scorecard, **more), since=since, by=manager)
    assert Indicator.objects.count() == len(scorecard)


def test_its_owner_sits_at_the_board(scorecard: dict[str, Indicator], manager: Standing) -> None:
    with pytest.raises(Refused, match="no seat"):
        definitions.add(
            code="L01", definition=given(scorecard, owner=AgencyFactory()), since=SINCE, by=manager
        )


def test_one_of_the_catalogue_is_taken_up_as_it_stands_there_and_once(
    scorecard: dict[str, Indicator], manager: Standing, health: Agency
) -> None:
    way = scorecard["H01"].perspective
    left = [one.code for _, found in catalogue_left(manager) for one in found]
    assert "D03" in left
    assert "W01" not in left

    made = definitions.take_up(code="D03", owner=health, perspective=way, since=SINCE, by=manager)

    assert (made.title, made.tolerance) == ("Referred again within 12 months", Decimal(2))
    assert "D03" not in [one.code for _, found in catalogue_left(manager) for one in found]
    with pytest.raises(Refused, match="is the code of"):
        definitions.take_up(code="D03", owner=health, perspective=way, since=SINCE, by=manager)
    with pytest.raises(Refused, match="Choose the agency"):
        definitions.take_up(code="D02", owner=None, perspective=way, since=SINCE, by=manager)
    with pytest.raises(Refused, match="The catalogue has no"):
        definitions.take_up(code="Z99", owner=health, perspective=way, since=SINCE, by=manager)


def test_another_unit_begins_a_line_of_its_own_and_the_old_one_stays_readable(
    scorecard: dict[str, Indicator], manager: Standing, helen: Standing, health: Agency
) -> None:
    load(*series("H02", [50, 52, 48], 120), by=helen, agency=health)
    new = definitions.redefine(
        indicator_id=scorecard["H02"].pk,
        definition={"unit": "rate", "per": 10_000, "ages": "0-17", "polarity": "context"},
        since=SINCE,
        words={"title": "A better title"},
        by=manager,
    )

    assert lines([new]) == {}
    assert (new.version, new.title) == (2, "A better title")
    old = indicator_page(manager, "H02", version="1")
    assert old is not None
    assert old.line is not None
    assert old.indicator.title == "The measure H02"
    assert [one.version for one in old.versions] == [2]
    now = indicator_page(manager, "H02")
    assert now is not None
    assert (now.line, [one.version for one in now.versions]) == (None, [1])
    assert indicator_page(manager, "H02", version="3") is None
    assert indicator_page(manager, "H02", version="x") is None


def test_wording_put_right_is_no_new_version_and_needs_a_reason(
    scorecard: dict[str, Indicator], manager: Standing
) -> None:
    pk = scorecard["H02"].pk
    with pytest.raises(Refused, match="Say why"):
        definitions.correct(indicator_id=pk, definition={"numerator": "Those seen"}, reason="", by=manager)
    with pytest.raises(Refused, match="A new version is needed for: unit, which way is good"):
        definitions.correct(
            indicator_id=pk, definition={"unit": "mean", "polarity": "higher"}, reason="Why", by=manager
        )
    with pytest.raises(Refused, match="Nothing"):
        definitions.correct(indicator_id=pk, definition={}, reason="Why", by=manager)

    definitions.correct(indicator_id=pk, definition={"numerator": "Those seen"}, reason="A slip.", by=manager)

    changed = Indicator.objects.get(pk=pk)
    assert (changed.numerator, changed.version) == ("Those seen", 1)
    assert Entry.objects.get(verb="definitions.correct").words.endswith("counted as before. Why: A slip.")


def test_nobody_else_says_what_is_measured(
    scorecard: dict[str, Indicator], member: Standing, health: Agency
) -> None:
    pk = scorecard["H02"].pk
    for act in (
        lambda: definitions.add(code="L01", definition=given(scorecard), since=SINCE, by=member),
        lambda: definitions.take_up(
            code="D03", owner=health, perspective=scorecard["H01"].perspective, since=SINCE, by=member
        ),
        lambda: definitions.redefine(indicator_id=pk, definition={"numerator": "I"}, since=SINCE, by=member),
        lambda: definitions.correct(indicator_id=pk, definition={"title": "I"}, reason="", by=member),
    ):
        with pytest.raises(Refused, match="Only the business manager"):
            act()


POSTED = {
    "code": "L01",
    "since_day": "1",
    "since_month": "4",
    "since_year": "2018",
    "title": "Children seen within ten days",
    "frequency": "quarter",
    "kind": "flow",
    "basis": "in_period",
    "numerator": "Those seen within ten days",
    "whole": "yes",
    "unit": "percent",
    "denominator": "All",
    "decimals": "1",
    "polarity": "higher",
    "tolerance": "2",
    "questions": "Why?\n\nWho was not seen?",
}


def test_it_is_all_done_on_its_pages(
    board: Board,
    scorecard: dict[str, Indicator],
    business_manager: Person,
    health: Agency,
    client_of: ClientOf,
) -> None:
    client = client_of(business_manager)
    way = {"perspective": str(scorecard["W01"].perspective_id), "owner": str(health.pk)}
    adding = reverse("scorecard:measure-add", args=[board.code])
    assert adding in client.get(reverse("scorecard:measures", args=[board.code])).content.decode()

    empty = client.post(adding, {}).content.decode()
    assert "Give it a code." in empty
    assert "Choose the perspective it stands in." in empty
    wrong = client.post(adding, {**POSTED, **way, "denominator": ""}).content.decode()
    assert 'href="#id_denominator"' in wrong
    taken = client.post(adding, {**POSTED, **way, "code": "H02"}).content.decode()
    assert "is the code of" in taken
    client.post(adding, {**POSTED, **way})
    made = Indicator.objects.get(code="L01")
    assert (made.questions, made.whole) == (["Why?", "Who was not seen?"], True)

    changing = reverse("scorecard:measure-change", args=[board.code, "L01"])
    assert "Those seen within ten days" in client.get(changing).content.decode()
    anew = {**POSTED, **way, "numerator": "Those seen at home", "how": "version", "since_month": "7"}
    undated = client.post(changing, {**anew, "since_day": "", "since_month": "", "since_year": ""})
    assert "Enter the day from which on it is counted so." in undated.content.decode()
    kept = client.post(changing, {**anew, "how": "correct", "unit": "mean"}).content.decode()
    assert "A new version is needed for: unit" in kept
    done = client.post(changing, anew, follow=True).content.decode()
    assert "Version 2 holds from 1 July 2018 on." in done

    listed = client.get(reverse("scorecard:catalogue", args=[board.code])).content.decode()
    taking = reverse("scorecard:take-up", args=[board.code, "D03"])
    assert taking in listed
    client.post(taking, {**way, "since_day": "1", "since_month": "4", "since_year": "2018"})
    assert Indicator.objects.filter(code="D03").exists()
    assert client.get(taking).status_code == 404
