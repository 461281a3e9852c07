"""What statutory guidance asks of a year's report, and how much of it is told."""

from datetime import date

import pytest

from reports.rules.guidance import (
    GUIDANCE,
    Facts,
    Guidance,
    Told,
    checklist,
    guidance_called,
    usual_guidance,
)


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        (date(2012, 3, 31), "lscb-2013"),
        (date(2014, 3, 31), "lscb-2013"),
        (date(2015, 3, 30), "lscb-2013"),
        (date(2015, 3, 31), "lscb-2015"),
        (date(2018, 3, 31), "lscb-2015"),
        (date(2019, 3, 31), "lscb-2015"),
        (date(2020, 3, 30), "lscb-2015"),
        (date(2020, 3, 31), "yearly-2018"),
        (date(2023, 3, 31), "yearly-2018"),
        (date(2024, 3, 30), "yearly-2018"),
        (date(2024, 3, 31), "yearly-2023"),
    ],
)
def test_a_year_follows_the_guidance_that_was_in_force_for_it(ends: date, code: str) -> None:
    assert usual_guidance(ends).code == code


def test_a_board_may_follow_other_guidance_and_an_unknown_name_means_the_usual_one() -> None:
    ends = date(2019, 3, 31)

    assert guidance_called("yearly-2018", year_ends=ends).code == "yearly-2018"
    assert guidance_called("", year_ends=ends).code == "lscb-2015"


def test_guidance_is_in_order_and_each_says_what_to_do_with_the_report() -> None:
    assert [one.since for one in GUIDANCE] == sorted(one.since for one in GUIDANCE)
    assert GUIDANCE[0].since == date(2013, 3, 31)
    assert len({one.code for one in GUIDANCE}) == len(GUIDANCE)
    assert all(one.contents and one.then for one in GUIDANCE)


def test_the_guidance_of_2015_asks_for_exploitation_and_missing_children_and_that_of_2013_does_not() -> None:
    needed = {one.code: {code for each in one.contents for code in each.texts} for one in GUIDANCE}

    assert "exploitation" in needed["lscb-2015"]
    assert "exploitation" not in needed["lscb-2013"]


def test_what_is_told_in_part_says_what_is_missing() -> None:
    guidance = guidance_called("lscb-2015", year_ends=date(2018, 3, 31))
    items = {
        one.asks: one
        for one in checklist(guidance, texts={"budget", "reviews", "scorecard"}, facts=frozenset())
    }

    spent = next(one for asks, one in items.items() if asks.startswith("What was spent"))
    assert (spent.told, spent.missing_texts, spent.missing_facts) == (Told.PART, (), (Facts.COSTS,))
    given = next(one for asks, one in items.items() if asks.startswith("What each partner"))
    assert (given.told, given.missing_texts, given.missing_facts) == (
        Told.NONE,
        ("partners",),
        (Facts.CONTRIBUTIONS,),
    )
    lessons = next(one for asks, one in items.items() if asks.startswith("Lessons"))
    assert lessons.told is Told.ALL


@pytest.mark.parametrize("guidance", GUIDANCE, ids=lambda one: one.code)
def test_with_every_text_and_fact_everything_is_told_and_with_none_nothing(guidance: Guidance) -> None:
    every = {code for one in guidance.contents for code in one.texts}

    assert {one.told for one in checklist(guidance, texts=every, facts=set(Facts))} == {Told.ALL}
    assert {one.told for one in checklist(guidance, texts=(), facts=())} == {Told.NONE}
