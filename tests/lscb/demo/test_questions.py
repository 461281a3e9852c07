"""What the demonstration's chair asks and agencies answer is about figures that exist, and agrees with them."""

from agencies.rules.screening import screen
from lscb.demo.questions import questions, verdicts
from lscb.demo.story import figures
from lscb.demo.words import COMMENTARY


def figure(code, period, area=""):
    return next(
        one
        for one in figures()
        if (one.code, one.period.short, one.breakdown, one.area) == (code, period, "all", area)
    )


def question(code):
    return next(one for one in questions() if one.code == code)


def test_questions_are_about_figures_that_exist():
    known = {(one.code, one.agency, one.period.short) for one in figures()}

    assert {(one.code, one.agency, one.period) for one in questions()} <= known


def test_some_are_answered_and_taken_one_is_not_and_one_each_waits_for_answer_and_verdict():
    stands = sorted(
        "owed" if not one.answer else {None: "waits", True: "taken", False: "sent back"}[one.accepted]
        for one in questions()
    )

    assert stands == ["owed", "sent back", "taken", "taken", "waits"]


def test_an_answer_that_is_not_taken_says_what_is_missing():
    assert all(one.words for one in (*questions(), *verdicts()) if one.accepted is False)


def test_verdicts_are_on_commentary_that_came_with_a_return():
    assert {(one.code, one.agency, one.period) for one in verdicts()} <= set(COMMENTARY)


def test_nothing_of_it_could_identify_a_child():
    for one in questions():
        assert not [*screen(one.asked), *screen(one.answer), *screen(one.words)]


def test_the_numbers_said_of_conferences_are_the_storys():
    county, havant = figure("M01", "Q4 2017/18"), figure("M01", "Q4 2017/18", "E07000090")
    missed = county.denominator - county.numerator

    assert f"{missed} of {county.denominator} conferences" in question("M01").asked
    assert (
        f"{havant.denominator - havant.numerator} of its {havant.denominator} conferences"
        in question("M01").answer
    )


def test_the_numbers_said_of_repeat_plans_and_late_reviews_are_the_storys():
    late = figure("T04", "Q4 2017/18")

    assert f"these {figure('T05', 'Q4 2017/18').numerator} begin" in question("T05").asked
    assert 0.19 < 1 - late.numerator / late.denominator < 0.21, "one child in five"
