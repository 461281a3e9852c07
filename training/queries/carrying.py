"""How far recommendations have come, from their actions and from looks whether they stuck."""

from collections.abc import Iterable

from agencies.rules.clock import LONDON
from registers.models import Action
from registers.rules.actions import State
from training.models import EmbeddedTest, Recommendation
from training.rules.embedding import Carried, Done, Looked, carried


def done_of(actions: Iterable[Action]) -> tuple[Done, ...]:
    """What the rules ask of each action."""
    return tuple(
        Done(
            one.reference,
            State(one.state),
            one.completed_at.astimezone(LONDON).date() if one.completed_at else None,
            one.completed_by_id,
        )
        for one in actions
    )


def looks_of(tests: Iterable[EmbeddedTest]) -> tuple[Looked, ...]:
    """What the rules ask of each look."""
    return tuple(Looked(one.tested_on, one.embedded) for one in tests)


def carried_of(recommendation: Recommendation) -> Carried:
    """How far it has come; its action links with their actions, and its tests, are fetched already."""
    actions = (link.action for link in recommendation.action_links.all())
    return carried(done_of(actions), looks_of(recommendation.tests.all()))
