"""The kinds of agency: whom the Children Act names as partners, and on which day one followed another."""

from datetime import date, timedelta

from agencies.rules.kinds import KINDS

BY_CODE = {kind.code: kind for kind in KINDS}

#: Whom sections 13(1) and 13(3) of the Children Act 2004 name, in the words of their time.
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
    "district_councils",
}
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


def test_a_kind_that_neither_follows_nor_is_followed_has_no_dates() -> None:
    changing = {code for pair in PASSED_ON for code in pair}

    assert {kind.code for kind in KINDS if kind.since or kind.until} == changing
