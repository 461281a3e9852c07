"""What upper rooms know that lower rooms may show: each room's source, plugged in once when the app is ready."""

from agencies import thread
from registers.queries import actions_owed, challenges_owed, meetings, risk_owed, steps
from registers.queries import moved as registers_moved
from registers.queries.offers import offers
from scorecard.queries import moved as scorecard_moved
from scorecard.queries import obligations, owed

OWED: tuple[thread.OwedSource, ...] = (
    owed.owed,
    challenges_owed.owed,
    actions_owed.owed,
    risk_owed.owed,
    meetings.owed,
)
OBLIGATIONS: tuple[thread.ObligationSource, ...] = (
    obligations.obligations,
    challenges_owed.obligations,
    actions_owed.obligations,
    risk_owed.obligations,
)
MOVED: tuple[thread.MovedSource, ...] = (scorecard_moved.moved, registers_moved.moved)
STEPS: tuple[thread.StepSource, ...] = (steps.steps,)
OFFERS: tuple[thread.OfferSource, ...] = (offers,)


def connect() -> None:
    """Plug in every room's source. Calling it again changes nothing."""
    thread.owed_sources.extend(one for one in OWED if one not in thread.owed_sources)
    thread.obligation_sources.extend(one for one in OBLIGATIONS if one not in thread.obligation_sources)
    thread.moved_sources.extend(one for one in MOVED if one not in thread.moved_sources)
    thread.step_sources.extend(one for one in STEPS if one not in thread.step_sources)
    thread.offer_sources.extend(one for one in OFFERS if one not in thread.offer_sources)
