"""The kinds of agency: whom the Children Act names as partners, and on which day one followed another."""

from datetime import date, timedelta

from agencies.rules.kinds import KINDS

BY_CODE = {kind.code: kind for kind in KINDS}

#: Whom sections 13(1) and 13(3) of the Children Act 2004 name, in the words of their time; a county's own council is
#: the authority that keeps the board.
PARTNERS = {
    "social_care",
    "police",
    "primary_care_trust",
    "ccg",
    "icb",
    "acute_trust",
    "community_trust",
    "mental_health_trust",
    "youth_offending",
    "probation_trust",
    "probation",
    "cafcass",
    "county_council",
    "district_councils",
    "nhs_england",
    "prison",
}
#: What was new, and followed nobody.
NEW = {"police_commissioner": date(2012, 11, 22), "nhs_england": date(2013, 4, 1)}
#: The day on which the work passed, under the Acts that the module names.
PASSED_ON = {
    ("primary_care_trust", "ccg"): date(2013, 4, 1),
    ("ccg", "icb"): date(2022, 7, 1),
    ("probation_trust", "probation"): date(2014, 6, 1),
}


def test_those_the_children_act_names_are_statutory_partners_and_nobody_else_is() -> None:
    assert {kind.code for kind in KINDS if kind.statutory} == PARTNERS


def test_a_kind_ends_the_day_before_the_one_that_follows_it_begins() -> None:
    followed = {(kind.code, kind.followed_by) for kind in KINDS if kind.followed_by}

    assert followed == set(PASSED_ON)
    for (before, after), day in PASSED_ON.items():
        assert BY_CODE[before].until == day - timedelta(days=1)
        assert BY_CODE[after].since == day


def test_a_kind_that_was_not_new_and_neither_follows_nor_is_followed_has_no_dates() -> None:
    changing = {code for pair in PASSED_ON for code in pair}

    assert {kind.code for kind in KINDS if kind.since or kind.until} == changing | set(NEW)
    assert {code: BY_CODE[code].since for code in NEW} == NEW
    assert all(BY_CODE[code].until is None for code in NEW)


def test_only_who_need_not_answer_the_board_is_chased_in_friendly_words() -> None:
    kindly = {kind.code for kind in KINDS if kind.kindly}

    assert kindly == {"independent_schools", "armed_forces", "voluntary_sector", "faith", "sport"}
    assert all(BY_CODE[code].duty in ("invited", "own_duty") for code in kindly)
