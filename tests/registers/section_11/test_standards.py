"""Versions of the standards: begun, edited until a cycle asks by them, and what takes up what."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import cycles, organisations, standards
from registers.models import Cycle, StandardSet
from registers.queries.section_11.standards import version_page
from tests.factories import StandardFactory


def titles(version: StandardSet) -> list[tuple[int, str]]:
    return [(one.number, one.title) for one in version.standards.order_by("number")]


@pytest.mark.parametrize(("year", "number"), [(2007, 8), (2012, 8), (2013, 12), (2017, 12), (2018, 13)])
def test_a_starting_set_has_what_guidance_of_its_year_asks(year: int, number: int, office: Standing) -> None:
    made = standards.start(year=year, by=office)

    assert [one for one, _ in titles(made)] == list(range(1, number + 1))
    assert made.version == 1


def test_a_later_starting_set_takes_up_what_has_the_same_title(office: Standing) -> None:
    standards.start(year=2007, by=office)
    later = standards.start(year=2013, by=office)

    page = version_page(office, later)
    assert later.version == 2
    assert [bool(row.takes_up) for row in page.rows] == [True] * 8 + [False] * 4
    assert page.dropped == ()


def test_a_version_begun_from_another_copies_it_and_takes_each_up(office: Standing) -> None:
    first = standards.start(year=2007, by=office)
    second = standards.begin_version(standards_id=first.pk, by=office)
    gone = second.standards.get(number=3)
    standards.remove_standard(standard_id=gone.pk, by=office)
    standards.add_standard(
        standards_id=second.pk,
        title="Missing children",
        asks="Who goes missing?",
        prompts=" A \n\n B ",
        by=office,
    )

    page = version_page(office, second)
    assert [number for number, _ in titles(second)] == list(range(1, 9))
    assert [one.number for one in page.dropped] == [3]
    assert page.rows[-1].takes_up == ()
    assert page.rows[-1].prompts == ("A", "B")
    assert [one.number for one in page.rows[2].takes_up] == [4]


def test_a_standard_is_changed_with_what_it_takes_up(office: Standing) -> None:
    first = standards.start(year=2007, by=office)
    second = standards.begin_version(standards_id=first.pk, by=office)
    one, earlier = second.standards.get(number=1), list(first.standards.order_by("number")[:2])
    standards.amend_standard(
        standard_id=one.pk,
        title="Leaders who lead",
        asks="They do.",
        prompts="",
        takes_up=[other.pk for other in earlier],
        by=office,
    )

    row = version_page(office, second).rows[0]
    assert (row.standard.title, [other.number for other in row.takes_up]) == ("Leaders who lead", [1, 2])
    with pytest.raises(Refused, match="A later version takes it up"):
        standards.remove_standard(standard_id=earlier[0].pk, by=office)


def test_nothing_of_the_same_version_or_of_another_board_is_taken_up(
    office: Standing, other_board: Board
) -> None:
    first = standards.start(year=2007, by=office)
    one = first.standards.get(number=1)
    theirs = StandardFactory(standards__board=other_board, standards__version=0)
    for wrong in (first.standards.get(number=2).pk, theirs.pk):
        with pytest.raises(Refused, match="of earlier versions of the same board"):
            standards.amend_standard(
                standard_id=one.pk, title="T", asks="A", prompts="", takes_up=[wrong], by=office
            )


def test_standards_are_moved_among_their_neighbours(office: Standing) -> None:
    made = standards.start(year=2007, by=office)
    second = made.standards.get(number=2)
    standards.move_standard(standard_id=second.pk, up=True, by=office)

    assert titles(made)[0] == (1, second.title)
    with pytest.raises(Refused, match="It is the first already"):
        standards.move_standard(standard_id=second.pk, up=True, by=office)
    with pytest.raises(Refused, match="It is the last already"):
        standards.move_standard(standard_id=made.standards.get(number=8).pk, up=False, by=office)


def test_a_version_a_cycle_asks_by_stays_as_it_is_but_for_its_name(
    planned: Cycle, force: Agency, office: Standing
) -> None:
    version = planned.standards
    one = version.standards.get(number=1)
    organisations.add(cycle_id=planned.pk, agency=force, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)
    before = titles(version)
    for act in (
        lambda: standards.add_standard(standards_id=version.pk, title="T", asks="A", by=office),
        lambda: standards.amend_standard(
            standard_id=one.pk, title="T", asks="A", prompts="", takes_up=[], by=office
        ),
        lambda: standards.remove_standard(standard_id=one.pk, by=office),
        lambda: standards.move_standard(standard_id=one.pk, up=False, by=office),
    ):
        with pytest.raises(Refused, match="stays as it is"):
            act()
    assert titles(version) == before
    assert standards.rename(standards_id=version.pk, name="Ours", by=office).name == "Ours"
    with pytest.raises(Refused, match="Nothing has changed"):
        standards.rename(standards_id=version.pk, name="Ours", by=office)


def test_no_more_standards_than_anybody_answers(office: Standing) -> None:
    made = standards.start(year=2007, by=office)
    made.standards.filter(number=8).update(number=standards.MOST)

    with pytest.raises(Refused, match="are the most"):
        standards.add_standard(standards_id=made.pk, title="T", asks="A", by=office)


def test_another_boards_version_is_not_there(other_board: Board, office: Standing) -> None:
    theirs = StandardFactory(standards__board=other_board)
    for act in (
        lambda: standards.begin_version(standards_id=theirs.standards_id, by=office),
        lambda: standards.rename(standards_id=theirs.standards_id, name="Ours", by=office),
        lambda: standards.remove_standard(standard_id=theirs.pk, by=office),
    ):
        with pytest.raises(Refused, match="No such"):
            act()


def test_nobody_else_changes_standards(
    office: Standing, board_member: Person, standing_of: Callable[[Person], Standing]
) -> None:
    made, martin = standards.start(year=2007, by=office), standing_of(board_member)
    for act in (
        lambda: standards.start(year=2013, by=martin),
        lambda: standards.begin_version(standards_id=made.pk, by=martin),
        lambda: standards.rename(standards_id=made.pk, name="Ours", by=martin),
        lambda: standards.remove_standard(standard_id=made.standards.get(number=1).pk, by=martin),
    ):
        with pytest.raises(Refused, match="Only the independent chair and the business manager"):
            act()
