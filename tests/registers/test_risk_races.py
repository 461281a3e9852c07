"""Two people at one risk in the same moment: whoever comes second waits, and meets what the first did."""

from collections.abc import Callable
from datetime import date

import pytest

from agencies.models import Board, Entry, Person
from agencies.rules.standing import Standing
from registers.actions import follow_through, risks
from registers.actions.overtaken import Overtaken
from registers.actions.risks import Judged
from registers.models import Action, Risk, Score
from registers.rules.origins import Origin
from tests.registers.racing import second
from tests.registers.risky import raised, words

pytestmark = pytest.mark.django_db(transaction=True)

StandingOf = Callable[[Person], Standing]


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def charlotte(chair: Person, standing_of: StandingOf) -> Standing:
    return standing_of(chair)


@pytest.fixture
def risk(manager: Standing) -> Risk:
    return raised(manager)


def scoring(risk: Risk, by: Standing) -> Score:
    return risks.score(
        risk_id=risk.pk, moment=Score.Moment.NOW, judged=Judged(5, 5), why="It is worse.", by=by
    )


def test_a_risk_archived_while_somebody_scores_it_is_not_scored(
    risk: Risk, manager: Standing, charlotte: Standing
) -> None:
    said = second(
        lambda: risks.archive(risk_id=risk.pk, why="It is over.", by=manager),
        lambda: scoring(risk, charlotte),
    )

    assert said == "Refused: It is archived. Bring it back first."
    assert Score.objects.filter(risk=risk, moment="now").count() == 1
    assert Entry.objects.filter(verb="risks.score").count() == 0


def test_a_risk_scored_while_somebody_archives_it_is_archived_with_the_score(
    risk: Risk, manager: Standing, charlotte: Standing
) -> None:
    said = second(
        lambda: scoring(risk, charlotte),
        lambda: risks.archive(risk_id=risk.pk, why="It is over.", by=manager),
    )

    risk.refresh_from_db()
    assert said == "done"
    assert risk.archived_at is not None
    assert Score.objects.filter(risk=risk, moment="now").count() == 2


def test_of_two_who_amend_at_once_the_second_overwrites_nothing(
    risk: Risk, manager: Standing, charlotte: Standing
) -> None:
    said = second(
        lambda: risks.amend(risk_id=risk.pk, words=words(title="By the first"), seen=1, by=manager),
        lambda: risks.amend(risk_id=risk.pk, words=words(title="By the second"), seen=1, by=charlotte),
    )

    risk.refresh_from_db()
    assert said.startswith(Overtaken.__name__)
    assert (risk.title, risk.version) == ("By the first", 2)


def test_no_action_is_agreed_about_a_risk_that_is_archived_in_that_moment(
    board: Board, risk: Risk, manager: Standing, charlotte: Standing
) -> None:
    origin = Origin("risk", str(risk.pk), risk.title, "")
    said = second(
        lambda: risks.archive(risk_id=risk.pk, why="It is over.", by=manager),
        lambda: follow_through.agree(
            board=board, origin=origin, text="Do it.", agency=None, owner=None, due_on=date(2018, 9, 3),
            by=charlotte,
        ),
    )  # fmt: skip

    assert said.startswith("Refused: R-01: It is archived")
    assert not Action.objects.exists()


def test_two_who_lower_a_score_at_once_leave_one_score_each_and_the_second_is_asked_for_its_control(
    risk: Risk, manager: Standing, charlotte: Standing
) -> None:
    def lower(by: Standing, likelihood: int, control: str = "") -> Score:
        return risks.score(
            risk_id=risk.pk,
            moment=Score.Moment.NOW,
            judged=Judged(likelihood, 4),
            why="Fewer are late.",
            control=control,
            by=by,
        )

    said = second(lambda: lower(manager, 3, "One desk."), lambda: lower(charlotte, 2))

    assert said.startswith("AsksForControl: Its score falls")
    assert list(
        Score.objects.filter(risk=risk, moment="now").order_by("pk").values_list("score", flat=True)
    ) == [
        16,
        12,
    ]


def test_risks_raised_at_once_have_numbers_of_their_own(manager: Standing, charlotte: Standing) -> None:
    said = second(lambda: raised(manager), lambda: raised(charlotte))

    assert said == "done"
    assert sorted(Risk.objects.values_list("number", flat=True)) == [1, 2]
