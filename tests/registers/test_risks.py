"""What is done to risks: raised, put right, scored, held, linked, reviewed, accepted, archived; and what may not be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import risks
from registers.actions.overtaken import Overtaken
from registers.actions.risks import AsksForControl, Judged
from registers.models import Control, DateChange, Risk, RiskLink, RiskReview, Score
from tests.conftest import TODAY
from tests.factories import (
    ActionFactory,
    AgencyFactory,
    ChallengeFactory,
    IndicatorFactory,
    MembershipFactory,
    PersonFactory,
    PriorityFactory,
)
from tests.registers.risky import CHILD, REVIEW_ON, raised, words

StandingOf = Callable[[Person], Standing]
NOW = Score.Moment.NOW
LATER = date(2018, 10, 1)


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def risk(manager: Standing) -> Risk:
    return raised(manager)


def scores(risk: Risk, moment: str = "now") -> list[int]:
    return list(Score.objects.filter(risk=risk, moment=moment).order_by("pk").values_list("score", flat=True))


def entered(risk: Risk) -> list[str]:
    """What the record says was done to it, by verb."""
    found = Entry.objects.filter(kind="risk", reference=str(risk.pk), board_code="wessex").order_by("pk")
    return [one.verb.removeprefix("risks.") for one in found]


def test_a_risk_is_raised_with_its_words_its_three_scores_and_its_main_control(
    board: Board, health: Agency, board_member: Person, manager: Standing
) -> None:
    neglect = PriorityFactory(board=board)
    risk = raised(
        manager,
        words=words(priority=neglect, agency=health, owner=board_member, response="transfer"),
        control="A weekly list.",
        assurance="Seen by the office.",
        gap="No cover in August.",
        why="One in four is late.",
    )

    assert (risk.reference, risk.priority, risk.agency, risk.owner) == ("R-01", neglect, health, board_member)
    assert (risk.response, risk.review_on) == ("transfer", REVIEW_ON)
    assert [scores(risk, moment) for moment in ("before", "now", "target")] == [[20], [16], [6]]
    assert Score.objects.get(risk=risk, moment="now").why == "One in four is late."
    held = Control.objects.get(risk=risk)
    assert (held.text, held.assurance, held.gap) == (
        "A weekly list.",
        "Seen by the office.",
        "No cover in August.",
    )
    assert entered(risk) == ["raise"]
    assert raised(manager).reference == "R-02"


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"words": words(title=" ")}, "Give the risk a title."),
        ({"words": words(cause="")}, "Say what causes it."),
        ({"words": words(event="")}, "Say what may happen."),
        ({"words": words(consequence="")}, "Say what it would mean for children."),
        ({"words": words(response="ignore")}, "Choose what the board does about it."),
        (
            {"words": words(response="tolerate")},
            "Raise it first. Then accept it, with the day on which the board decides again.",
        ),
        ({"now": Judged(5, 5)}, "With its controls a risk cannot score more than without them."),
        ({"target": Judged(0, 5)}, "Likelihood and impact are each scored from 1 to 5."),
        ({"before": Judged(6, 5)}, "Likelihood and impact are each scored from 1 to 5."),
        ({"review_on": TODAY}, "That day is not to come. Choose a later one."),
        ({"review_on": date(2081, 7, 2)}, "That is more than two years away. Check the year."),
    ],
)
def test_a_risk_is_not_raised_half(wrong: dict[str, Any], reason: str, manager: Standing) -> None:
    with pytest.raises(Refused) as refusal:
        raised(manager, **wrong)

    assert str(refusal.value) == reason


@pytest.mark.parametrize(
    "wrong",
    [
        *({"words": words(**{name: CHILD})} for name in ("title", "cause", "event", "consequence")),
        {"why": CHILD},
        {"control": CHILD},
        {"control": "A list.", "assurance": CHILD},
        {"control": "A list.", "gap": CHILD},
    ],
)
def test_words_that_could_identify_a_child_raise_no_risk(wrong: dict[str, Any], manager: Standing) -> None:
    with pytest.raises(Refused, match="This could identify a child"):
        raised(manager, **wrong)


def test_a_risk_is_given_to_those_alone_who_are_there_to_own_it(
    board: Board, other_board: Board, health_lead: Person, manager: Standing
) -> None:
    unseated, stranger = AgencyFactory(name="Far Away Trust"), PersonFactory(name="Sam Stranger")

    for given, reason in (
        ({"agency": unseated}, "Far Away Trust has no seat at this board today."),
        ({"owner": stranger}, "Sam Stranger does not see the risk register, and so cannot own a risk."),
        ({"owner": health_lead}, "Helen Price does not see the risk register, and so cannot own a risk."),
        ({"priority": PriorityFactory(board=other_board)}, "That priority is another board’s."),
    ):
        with pytest.raises(Refused) as refusal:
            raised(manager, words=words(**given))
        assert str(refusal.value) == reason


def test_words_are_put_right_on_record_and_the_version_counts_up(
    risk: Risk, health: Agency, manager: Standing
) -> None:
    risks.amend(
        risk_id=risk.pk, words=words(title="Conferences wait", agency=health), seen=risk.version, by=manager
    )

    risk.refresh_from_db()
    assert (risk.title, risk.agency, risk.version) == ("Conferences wait", health, 2)
    assert Entry.objects.get(verb="risks.amend").words == (
        "Changed R-01: title was “Conferences are held late”, is “Conferences wait”. "
        "owner was “the board’s office”, is “County Health”."
    )


def test_what_is_long_is_named_as_changed_without_being_repeated(risk: Risk, manager: Standing) -> None:
    risks.amend(risk_id=risk.pk, words=words(cause="A new cause. " * 20), seen=1, by=manager)

    assert Entry.objects.get(verb="risks.amend").words == "Changed R-01: cause put anew."


def test_of_two_who_amend_the_second_is_shown_the_first(risk: Risk, manager: Standing) -> None:
    seen = risk.version
    risks.amend(risk_id=risk.pk, words=words(title="By the first"), seen=seen, by=manager)

    with pytest.raises(Overtaken):
        risks.amend(risk_id=risk.pk, words=words(title="By the second"), seen=seen, by=manager)

    risk.refresh_from_db()
    assert risk.title == "By the first"


def test_nothing_amended_is_refused_and_tolerating_is_not_amending(risk: Risk, manager: Standing) -> None:
    with pytest.raises(Refused, match=r"^Nothing of it was changed"):
        risks.amend(risk_id=risk.pk, words=words(), seen=1, by=manager)
    with pytest.raises(Refused, match=r"^Accept it instead"):
        risks.amend(risk_id=risk.pk, words=words(response="tolerate"), seen=1, by=manager)


def test_an_owner_who_has_left_may_stay_where_the_words_alone_are_put_right(
    board: Board, risk: Risk, manager: Standing
) -> None:
    gone, left = AgencyFactory(name="Closed Trust"), PersonFactory()
    Risk.objects.filter(pk=risk.pk).update(agency=gone, owner=left)

    risks.amend(risk_id=risk.pk, words=words(title="Another", agency=gone, owner=left), seen=1, by=manager)

    risk.refresh_from_db()
    assert (risk.title, risk.agency, risk.owner) == ("Another", gone, left)


def test_a_score_is_added_and_none_is_overwritten(risk: Risk, manager: Standing) -> None:
    risks.score(risk_id=risk.pk, moment=NOW, judged=Judged(5, 4), why="Two rooms are shut.", by=manager)
    risks.score(
        risk_id=risk.pk, moment=Score.Moment.TARGET, judged=Judged(1, 4), why="The law asks it.", by=manager
    )

    assert (scores(risk), scores(risk, "target"), scores(risk, "before")) == ([16, 20], [6, 4], [20])
    assert entered(risk) == ["raise", "score", "score"]
    assert Entry.objects.filter(verb="risks.score").first().words == (  # type: ignore[union-attr]
        "Scored R-01 now: 20, was 16. Two rooms are shut."
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"why": " "}, "Say why: the reason stands in its history."),
        ({"judged": Judged(4, 4)}, "That is the score it has. A review says that nothing has changed."),
        ({"judged": Judged(4, 6)}, "Likelihood and impact are each scored from 1 to 5."),
        ({"why": CHILD}, "This could identify a child"),
    ],
)
def test_a_score_wants_a_reason_and_a_change(
    given: dict[str, Any], reason: str, risk: Risk, manager: Standing
) -> None:
    asked = {"moment": NOW, "judged": Judged(5, 5), "why": "Two rooms are shut."} | given

    with pytest.raises(Refused) as refusal:
        risks.score(risk_id=risk.pk, by=manager, **asked)

    assert str(refusal.value).startswith(reason)
    assert scores(risk) == [16]


def test_a_lower_score_asks_which_control_brings_it_down(risk: Risk, manager: Standing) -> None:
    lower = {
        "risk_id": risk.pk,
        "moment": NOW,
        "judged": Judged(3, 4),
        "why": "Fewer are late.",
        "by": manager,
    }

    with pytest.raises(AsksForControl):
        risks.score(**lower)
    assert scores(risk) == [16]

    risks.score(**lower, control="One desk books them all.", assurance="Weekly figures.", gap="Siblings.")
    assert scores(risk) == [16, 12]
    assert Control.objects.get(risk=risk).gap == "Siblings."
    assert entered(risk) == ["raise", "score"]


def test_a_lower_score_is_given_where_somebody_says_that_no_control_brings_it_down(
    risk: Risk, manager: Standing
) -> None:
    risks.score(
        risk_id=risk.pk, moment=NOW, judged=Judged(3, 4), why="Fewer are late.", without=True, by=manager
    )

    assert scores(risk) == [16, 12]
    assert Entry.objects.get(verb="risks.score").words.endswith("No new control brings it down.")


def test_a_control_added_since_answers_for_the_lower_score(risk: Risk, manager: Standing) -> None:
    risks.add_control(risk_id=risk.pk, text="One desk books them all.", by=manager)

    risks.score(risk_id=risk.pk, moment=NOW, judged=Judged(3, 4), why="Fewer are late.", by=manager)
    with pytest.raises(AsksForControl):
        risks.score(risk_id=risk.pk, moment=NOW, judged=Judged(2, 4), why="Fewer still.", by=manager)

    assert scores(risk) == [16, 12]


def test_a_control_named_with_a_score_answers_for_that_score_alone(manager: Standing) -> None:
    risk = raised(manager, control="A weekly list.")

    with pytest.raises(AsksForControl):
        risks.score(risk_id=risk.pk, moment=NOW, judged=Judged(3, 4), why="Fewer are late.", by=manager)
    risks.score(
        risk_id=risk.pk,
        moment=NOW,
        judged=Judged(3, 4),
        why="Fewer are late.",
        control="One desk.",
        by=manager,
    )
    with pytest.raises(AsksForControl):
        risks.score(risk_id=risk.pk, moment=NOW, judged=Judged(2, 4), why="Fewer still.", by=manager)


def test_a_control_that_has_ended_answers_for_nothing(risk: Risk, manager: Standing) -> None:
    control = risks.add_control(risk_id=risk.pk, text="One desk books them all.", by=manager)
    risks.end_control(risk_id=risk.pk, control_id=control.pk, why="The desk was closed.", by=manager)

    with pytest.raises(AsksForControl):
        risks.score(risk_id=risk.pk, moment=NOW, judged=Judged(3, 4), why="Fewer are late.", by=manager)


def test_a_target_may_fall_with_no_control(risk: Risk, manager: Standing) -> None:
    risks.score(
        risk_id=risk.pk, moment=Score.Moment.TARGET, judged=Judged(1, 3), why="Aim lower.", by=manager
    )

    assert scores(risk, "target") == [6, 3]


def test_a_control_ends_once_with_its_reason_and_stays(risk: Risk, manager: Standing) -> None:
    control = risks.add_control(risk_id=risk.pk, text="A weekly list.", assurance="Seen.", by=manager)
    risks.end_control(risk_id=risk.pk, control_id=control.pk, why="The desk does it.", by=manager)

    control.refresh_from_db()
    assert (control.ended_why, control.ended_by) == ("The desk does it.", manager.actor.words)
    for control_id, reason in (
        (control.pk, "This control has ended already."),
        (0, "no control of this risk"),
    ):
        with pytest.raises(Refused, match=reason):
            risks.end_control(risk_id=risk.pk, control_id=control_id, why="Again.", by=manager)


def test_risks_are_linked_to_what_the_board_has(
    board: Board, other_board: Board, risk: Risk, manager: Standing
) -> None:
    IndicatorFactory(board=board, code="D03")
    IndicatorFactory(board=other_board, code="D09")
    ChallengeFactory(board=board, number=29)
    made = risks.link(risk_id=risk.pk, kind=RiskLink.Kind.INDICATOR, key="D03", by=manager)
    risks.link(risk_id=risk.pk, kind=RiskLink.Kind.CHALLENGE, key="29", by=manager)

    for kind, key, reason in (
        ("indicator", "D03", "R-01 is linked to D03 already."),
        ("indicator", "D09", "The board measures no such indicator."),
        ("challenge", "30", "The board has no such challenge."),
        ("challenge", "29 or 30", "The board has no such challenge."),
        ("challenge", "9" * 30, "The board has no such challenge."),
    ):
        with pytest.raises(Refused) as refusal:
            risks.link(risk_id=risk.pk, kind=RiskLink.Kind(kind), key=key, by=manager)
        assert str(refusal.value) == reason

    risks.unlink(risk_id=risk.pk, link_id=made.pk, by=manager)
    assert list(risk.links.values_list("kind", "key")) == [("challenge", "29")]
    assert entered(risk) == ["raise", "link", "link", "unlink"]
    with pytest.raises(Refused, match="gone already"):
        risks.unlink(risk_id=risk.pk, link_id=made.pk, by=manager)


def test_a_review_says_how_it_stands_and_moves_the_day_with_the_old_one_kept(
    risk: Risk, manager: Standing
) -> None:
    risks.review(risk_id=risk.pk, text="Nothing has changed.", next_on=LATER, by=manager)

    risk.refresh_from_db()
    assert risk.review_on == LATER
    assert RiskReview.objects.get(risk=risk).text == "Nothing has changed."
    assert list(DateChange.objects.values_list("kind", "key", "was_on", "becomes_on")) == [
        ("review", str(risk.pk), REVIEW_ON, LATER)
    ]


def test_a_review_put_off_says_why_and_is_no_review(risk: Risk, manager: Standing) -> None:
    risks.move_review(risk_id=risk.pk, to=LATER, reason="There is no meeting in July.", by=manager)

    assert DateChange.objects.get().reason == "There is no meeting in July."
    assert not RiskReview.objects.exists()
    for to, reason, said in (
        (LATER, "Again.", "That is the date it has."),
        (REVIEW_ON, "", "Say why the date changes."),
        (TODAY, "Now.", "That day is not to come. Choose a later one."),
    ):
        with pytest.raises(Refused) as refusal:
            risks.move_review(risk_id=risk.pk, to=to, reason=reason, by=manager)
        assert str(refusal.value) == said


def test_a_risk_is_accepted_until_a_day_and_treating_it_again_ends_that(
    risk: Risk, manager: Standing
) -> None:
    risks.accept(risk_id=risk.pk, until=LATER, why="It is the best there is.", by=manager)

    risk.refresh_from_db()
    assert (risk.response, risk.accepted_until, risk.accepted_why) == (
        "tolerate",
        LATER,
        "It is the best there is.",
    )
    with pytest.raises(Refused, match="until that day already"):
        risks.accept(risk_id=risk.pk, until=LATER, why="Again.", by=manager)
    with pytest.raises(Refused, match="not to come"):
        risks.accept(risk_id=risk.pk, until=TODAY, why="Again.", by=manager)
    risks.accept(risk_id=risk.pk, until=None, why="For good.", by=manager)

    risk.refresh_from_db()
    assert risk.accepted_until is None
    risks.amend(risk_id=risk.pk, words=words(response="treat"), seen=risk.version, by=manager)
    risk.refresh_from_db()
    assert (risk.response, risk.accepted_at, risk.accepted_why) == ("treat", None, "")


def test_words_of_an_accepted_risk_are_put_right_without_ending_the_acceptance(
    risk: Risk, manager: Standing
) -> None:
    risks.accept(risk_id=risk.pk, until=LATER, why="It is the best there is.", by=manager)

    risks.amend(risk_id=risk.pk, words=words(title="Another", response="tolerate"), seen=2, by=manager)

    risk.refresh_from_db()
    assert (risk.title, risk.accepted_until) == ("Another", LATER)


def test_whoever_amends_what_was_accepted_meanwhile_is_shown_that(risk: Risk, manager: Standing) -> None:
    risks.accept(risk_id=risk.pk, until=LATER, why="It is the best there is.", by=manager)

    with pytest.raises(Overtaken):
        risks.amend(risk_id=risk.pk, words=words(title="Another"), seen=1, by=manager)


def test_a_risk_leaves_the_register_with_a_reason_and_comes_back_with_its_history(
    risk: Risk, manager: Standing
) -> None:
    risks.archive(risk_id=risk.pk, why="The law has changed.", by=manager)
    risk.refresh_from_db()
    assert risk.archived_why == "The law has changed."

    risks.bring_back(risk_id=risk.pk, why="It changed back.", review_on=LATER, by=manager)

    risk.refresh_from_db()
    assert (risk.archived_at, risk.archived_why, risk.review_on) == (None, "", LATER)
    assert scores(risk) == [16]
    assert entered(risk) == ["raise", "archive", "bring_back"]
    assert DateChange.objects.get().reason == "It changed back."


@pytest.mark.parametrize(
    ("open_actions", "reason"),
    [
        (1, "1 action is under way. Finish or drop it first."),
        (2, "2 actions are under way. Finish or drop them first."),
    ],
)
def test_no_risk_is_archived_from_under_its_actions(
    open_actions: int, reason: str, board: Board, risk: Risk, manager: Standing
) -> None:
    for _ in range(open_actions):
        ActionFactory(board=board, origin_kind="risk", origin_key=str(risk.pk))
    ActionFactory(
        board=board, origin_kind="risk", origin_key=str(risk.pk),
        state="dropped", dropped_at=risk.raised_at, dropped_by="B", dropped_why="Not needed.",
    )  # fmt: skip

    with pytest.raises(Refused) as refusal:
        risks.archive(risk_id=risk.pk, why="It is over.", by=manager)

    assert str(refusal.value) == reason


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda pk, by: risks.archive(risk_id=pk, why=" ", by=by), "Say why it leaves the register."),
        (
            lambda pk, by: risks.accept(risk_id=pk, until=LATER, why="", by=by),
            "Say why the board accepts it.",
        ),
        (
            lambda pk, by: risks.review(risk_id=pk, text="", next_on=LATER, by=by),
            "Say what the review found.",
        ),
        (lambda pk, by: risks.add_control(risk_id=pk, text="", by=by), "Say what holds the risk."),
        (lambda pk, by: risks.archive(risk_id=pk, why=CHILD, by=by), "This could identify a child"),
        (
            lambda pk, by: risks.accept(risk_id=pk, until=LATER, why=CHILD, by=by),
            "This could identify a child",
        ),
        (
            lambda pk, by: risks.review(risk_id=pk, text=CHILD, next_on=LATER, by=by),
            "This could identify a child",
        ),
        (
            lambda pk, by: risks.move_review(risk_id=pk, to=LATER, reason=CHILD, by=by),
            "This could identify a child",
        ),
        (lambda pk, by: risks.add_control(risk_id=pk, text=CHILD, by=by), "This could identify a child"),
    ],
)
def test_every_word_is_wanted_and_none_may_identify_a_child(
    act: Callable[[int, Standing], object], reason: str, risk: Risk, manager: Standing
) -> None:
    with pytest.raises(Refused) as refusal:
        act(risk.pk, manager)

    assert str(refusal.value).startswith(reason)
    assert entered(risk) == ["raise"]


def test_another_person_of_the_board_may_be_made_the_owner(
    board: Board, risk: Risk, manager: Standing
) -> None:
    lay = PersonFactory(name="Lena Lay")
    MembershipFactory(person=lay, board=board)

    risks.amend(risk_id=risk.pk, words=words(owner=lay), seen=1, by=manager)

    assert (
        Entry.objects.get(verb="risks.amend").words
        == "Changed R-01: person was “nobody by name”, is “Lena Lay”."
    )
