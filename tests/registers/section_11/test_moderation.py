"""Moderation: scores beside scores with reasons, sent back, agreed, opened again; who may, and what is owed."""

from collections.abc import Callable
from datetime import date

import pytest

from agencies.models import Agency, Board, Entry, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from registers.actions.section_11 import moderating as acts
from registers.actions.section_11.moderating import Judged
from registers.models import Assessment, DateChange
from registers.queries.section_11.moderation import moderation_page
from registers.queries.section_11.moderation_owed import obligations, owed
from registers.rules.section_11.states import Verb
from tests.factories import AssignmentFactory
from tests.registers.section_11.moderating import answer, cycle_of, moderates, submitted

StandingOf = Callable[[Person], Standing]
ALL_SAME = {1: Judged(3), 2: Judged(2), 3: Judged(None)}


@pytest.fixture
def moderator(board_member: Person, standing_of: StandingOf) -> Standing:
    """A board member, who moderates by an assignment alone."""
    return standing_of(board_member)


@pytest.fixture
def came(board: Board, health: Agency, board_member: Person) -> Assessment:
    """County Health's self-assessment, with its moderator."""
    assessment = submitted(cycle_of(board), health, 3, 2, None)
    moderates(assessment, board_member)
    return assessment


def moderate(
    came: Assessment, by: Standing, judged: dict[int, Judged], *, finish: bool = False
) -> Assessment:
    seen = Assessment.objects.values_list("version", flat=True).get(pk=came.pk)
    return acts.moderate(assessment_id=came.pk, judged=judged, seen=seen, finish=finish, by=by)


def finished(came: Assessment, by: Standing) -> Assessment:
    return moderate(came, by, ALL_SAME, finish=True)


def test_a_moderated_score_stands_beside_the_own_one_with_its_reason(
    came: Assessment, moderator: Standing
) -> None:
    moderate(came, moderator, {1: Judged(1, "No audit is shown.")})

    kept = answer(came, 1)
    assert (kept.score, kept.moderated_score, kept.moderated_why) == (3, 1, "No audit is shown.")
    assert kept.moderated_by == moderator.actor.words
    page = moderation_page(moderator, Assessment.objects.select_related("cycle").get(pk=came.pk))
    assert [one.number for one in page.far_apart] == [1]
    assert page.left == 2
    assert page.assessment.state == "submitted"
    entry = Entry.objects.get(verb="moderation.moderate")
    assert entry.words == "Kept moderated scores of the self-assessment of County Health. Standards 1."
    assert "No audit" not in entry.words


def test_another_score_without_a_reason_keeps_nothing_of_what_was_sent(
    came: Assessment, moderator: Standing
) -> None:
    with pytest.raises(Refused, match="Standard 2: Say why"):
        moderate(came, moderator, {1: Judged(3), 2: Judged(0)})

    assert answer(came, 1).moderated_at is None


def test_it_is_moderated_once_every_standard_was_looked_at(came: Assessment, moderator: Standing) -> None:
    with pytest.raises(Refused, match="2 standards still to be looked at"):
        moderate(came, moderator, {1: Judged(3)}, finish=True)

    after = finished(came, moderator)

    assert (after.state, after.moderated_by) == ("moderated", moderator.actor.words)


def test_a_standard_nobody_answered_can_be_moderated(board: Board, health: Agency, office: Standing) -> None:
    came = submitted(cycle_of(board), health, 3, 2)

    after = moderate(
        came, office, {1: Judged(3), 2: Judged(2), 3: Judged(0, "Nothing is written.")}, finish=True
    )

    assert after.state == "moderated"
    assert answer(came, 3).moderated_score == 0


def test_two_moderators_meet_before_either_overwrites_the_other(
    came: Assessment, moderator: Standing, office: Standing
) -> None:
    moderate(came, moderator, {1: Judged(2, "One audit is old.")})

    with pytest.raises(Overtaken):
        acts.moderate(assessment_id=came.pk, judged={1: Judged(3)}, seen=1, by=office)

    assert answer(came, 1).moderated_score == 2


def test_sent_back_it_waits_for_the_organisation_by_a_new_day_and_scores_are_looked_at_again(
    came: Assessment, moderator: Standing
) -> None:
    finished(came, moderator)

    after = acts.send_back(
        assessment_id=came.pk, why="Show the training figures.", due_on=date(2018, 7, 6), seen=2, by=moderator
    )

    assert (after.state, after.due_on, after.sent_back_why) == (
        "sent_back",
        date(2018, 7, 6),
        "Show the training figures.",
    )
    moved = DateChange.objects.get(kind="assessment", key=str(came.pk))
    assert (moved.was_on, moved.becomes_on) == (date(2018, 6, 29), date(2018, 7, 6))
    kept = answer(came, 1)
    assert (kept.moderated_score, kept.moderated_at) == (3, None)


@pytest.mark.parametrize(
    ("why", "due_on", "says"),
    [
        ("", date(2018, 7, 6), "Say what is to be done."),
        ("More.", date(2018, 5, 21), "Give a day that is still to come."),
    ],
)
def test_nothing_is_sent_back_without_a_reason_or_for_a_day_gone_by(
    came: Assessment, moderator: Standing, why: str, due_on: date, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        acts.send_back(assessment_id=came.pk, why=why, due_on=due_on, seen=1, by=moderator)


def test_what_is_agreed_is_opened_again_by_the_office_alone_for_a_reason(
    came: Assessment, moderator: Standing, office: Standing
) -> None:
    finished(came, moderator)
    agreed = acts.agree(assessment_id=came.pk, seen=2, by=moderator)
    assert (agreed.state, agreed.agreed_by) == ("agreed", moderator.actor.words)

    with pytest.raises(Refused, match="Only the independent chair and the business manager"):
        acts.reopen(assessment_id=came.pk, why="A report came.", seen=3, by=moderator)
    after = acts.reopen(assessment_id=came.pk, why="A report came.", seen=3, by=office)

    assert (after.state, after.agreed_at, after.agreed_by) == ("moderated", None, "")
    assert Entry.objects.get(verb="moderation.reopen").words.endswith("again: A report came.")


def test_it_is_not_agreed_before_it_is_moderated(came: Assessment, moderator: Standing) -> None:
    with pytest.raises(Refused, match="Moderate it first"):
        acts.agree(assessment_id=came.pk, seen=1, by=moderator)


def test_who_writes_it_does_not_moderate_it_though_they_are_its_moderator(
    came: Assessment, moderator: Standing, board_member: Person
) -> None:
    AssignmentFactory(
        assessment=came, part="author", person=board_member, name=board_member.name, email=board_member.email
    )

    with pytest.raises(Refused, match="somebody else moderates it"):
        moderate(came, moderator, {1: Judged(3)})


def test_who_has_no_part_in_it_moderates_nothing(
    came: Assessment, analyst: Person, health_lead: Person, standing_of: StandingOf
) -> None:
    for person in (analyst, health_lead):
        with pytest.raises(Refused, match="Only its moderator"):
            moderate(came, standing_of(person), {1: Judged(3)})


def test_another_boards_office_finds_nothing(
    came: Assessment, other_board_manager: Person, other_board: Board
) -> None:
    standing = standing_at(other_board_manager, other_board.code)
    assert standing is not None

    with pytest.raises(Refused, match="No such self-assessment at this board"):
        moderate(came, standing, {1: Judged(3)})


def test_nothing_is_moderated_in_a_closed_cycle(came: Assessment, moderator: Standing) -> None:
    came.cycle.closed_at = came.submitted_at
    came.cycle.save()

    with pytest.raises(Refused, match="no longer asked for"):
        moderate(came, moderator, {1: Judged(3)})


def test_a_moderator_owes_what_came_until_it_is_moderated(
    came: Assessment, board: Board, moderator: Standing, office: Standing
) -> None:
    (mine,) = owed(moderator)
    assert (mine.kind, mine.words, mine.due) == (
        "moderation",
        "Moderate the self-assessment of County Health",
        date(2018, 7, 10),
    )
    assert owed(office) == ()
    (one,) = obligations(board.pk)
    assert one.people == (moderator.person_id,)

    finished(came, moderator)

    assert owed(moderator) == ()
    assert obligations(board.pk) == ()


def test_what_nobody_moderates_by_name_is_the_offices(
    board: Board, health: Agency, office: Standing, moderator: Standing
) -> None:
    submitted(cycle_of(board), health, 3, 3, 3)

    assert [one.agency for one in owed(office)] == ["County Health"]
    assert owed(moderator) == ()
    assert obligations(board.pk)[0].people == (office.person_id,)


def test_a_page_says_what_its_reader_may_do_now(
    came: Assessment, moderator: Standing, office: Standing
) -> None:
    found = Assessment.objects.select_related("cycle").get(pk=came.pk)
    assert moderation_page(moderator, found).may == {Verb.MODERATE, Verb.SEND_BACK}

    found = finished(came, moderator)

    assert moderation_page(office, found).may == {Verb.MODERATE, Verb.SEND_BACK, Verb.AGREE}
