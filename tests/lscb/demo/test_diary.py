"""What the demonstration's board did agrees with its figures, and every entry is one the rules allow."""

from collections import Counter
from datetime import date

from agencies.rules.screening import screen
from agencies.rules.working_days import is_working_day
from lscb.demo.diary import FIRST, Entry, entries
from lscb.demo.people import people
from lscb.demo.story import AGENCIES, figures

TODAY = date(2018, 5, 21)


def share(code: str, period: str, agency: str = "") -> float:
    """The county's percentage of a quarter."""
    one = next(
        one
        for one in figures()
        if (one.code, one.period.short, one.breakdown, one.area) == (code, period, "all", "")
        and agency in ("", one.agency)
    )
    assert one.numerator is not None
    assert one.denominator
    return float(100 * one.numerator / one.denominator)


def told(name: str, do: str = "raise", kind: str = "challenge") -> str:
    """All words of the first entry that does this to it."""
    one = next(one for one in entries() if (one.kind, one.name, one.do) == (kind, name, do))
    return str(dict(one.given))


def texts(one: Entry) -> list[str]:
    return [value for value in one.given.values() if isinstance(value, str)]


def test_everything_is_done_on_a_working_day_before_today_by_somebody_who_may_sign_in() -> None:
    signins = {one.email.partition("@")[0] for one in people()}

    for one in entries():
        assert is_working_day(one.on), one
        assert one.on < TODAY, one
        assert one.by in signins, one


def test_each_thing_begins_once_before_anything_else_is_done_to_it() -> None:
    begun = set()
    for one in entries():
        place = (one.kind, one.name)
        assert (one.do == FIRST[one.kind]) is (place not in begun), one
        begun.add(place)


def test_nothing_of_it_could_identify_a_child() -> None:
    for one in entries():
        for text in texts(one):
            assert not screen(text), text


def test_every_agency_that_is_named_is_one_of_the_boards_or_was_entered_for_a_cycle() -> None:
    entered = {code for one in entries() for code, *_ in one.given.get("organisations", ())}
    assert len(entered) == 7
    for one in entries():
        known = {*AGENCIES, *entered} if one.kind == "cycle" else set(AGENCIES)
        for key in ("asks", "agencies", "apologies", "absent", "substitutes"):
            assert set(one.given.get(key, ())) <= known, one


def test_grades_are_no_more_than_the_cases_of_an_audit() -> None:
    for one in entries():
        if one.do == "record":
            assert sum(one.given["grades"].values()) <= one.given["cases"], one


def test_what_is_said_of_late_conferences_is_so() -> None:
    assert 35 < 100 - share("T02", "Q2 2016/17") < 40
    assert "Nearly four in ten" in told("late conferences")
    for quarter in ("Q1", "Q2", "Q3", "Q4"):
        assert share("T02", f"{quarter} 2017/18") > 72, "the lateness has not come back for four quarters"
    assert 100 - share("T02", "Q4 2017/18") < 25
    assert "now fewer than 25% do" in told("late conferences", "tell")
    booked = next(
        one for one in figures() if (one.code, one.period.short) == ("T02", "Q4 2016/17")
    ).denominator
    assert f"all {booked} conferences" in told("booking desk", "embed", "action")


def test_what_is_said_of_return_interviews_is_so() -> None:
    assert 45 < share("O03", "Q4 2015/16") < 55, "about half"
    assert 58 < share("O03", "Q2 2015/16") < 65, "six in ten before"
    assert min(share("O03", f"Q{n} 2017/18") for n in (2, 3, 4)) > 70, "seven in ten since July"
    assert share("O03", "Q1 2017/18") < 60


def test_what_is_said_of_second_plans_police_and_training_is_so() -> None:
    assert share("T05", "Q2 2017/18") > 20, "more than one plan in five"
    assert all(share("M02c", f"Q{n} 2017/18") < 10 for n in (1, 2, 3, 4)), "fewer than one in ten"
    assert all(67 < share("M01", f"Q{n} 2017/18") < 73 for n in (3, 4)), "seven in ten since October"
    last = share("W07", "Q4 2017/18", "cam")
    assert last < 90
    earlier = [f"Q{n} {year}/{year - 1999}" for year in range(2012, 2017) for n in (1, 2, 3, 4)]
    assert min(share("W07", quarter, "cam") for quarter in earlier) > 90, "for the first time in six years"


def test_the_second_reading_of_conferences_is_what_the_evidence_says() -> None:
    first, again = (
        next(one.given for one in entries() if (one.kind, one.name) == ("audit", name))
        for name in ("enquiry to conference", "enquiry to conference again")
    )
    good = [
        grades.get("good", 0) + grades.get("outstanding", 0) for grades in (again["grades"], first["grades"])
    ]

    assert good == [9, 4]
    assert "Nine of 12 cases good or better, after four of 12" in told("late conferences", "evidence")
    assert Counter(one["cases"] for one in (first, again)) == {12: 2}
