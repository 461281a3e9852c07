"""What upper rooms know that lower rooms may show: each room's source, plugged in once when the app is ready."""

from agencies import thread
from registers.models import OriginKind
from registers.queries import actions_owed, begun, challenges_owed, meetings, origins, risk_owed, steps
from registers.queries import moved as registers_moved
from registers.queries.offers import offers
from registers.queries.section_11 import moderation_owed
from registers.queries.section_11 import moved as section_11_moved
from registers.queries.section_11 import owed as section_11_owed
from reports.queries import moved as reports_moved
from reports.queries import offers as reports_offers
from reports.queries import owed as reports_owed
from reports.queries import writing_owed
from scorecard.queries import moved as scorecard_moved
from scorecard.queries import obligations, owed
from training.queries import moved as training_moved
from training.queries import offers as training_offers
from training.queries import origins as training_origins
from training.queries import reviews_owed
from training.queries import steps as training_steps

OWED: tuple[thread.OwedSource, ...] = (
    owed.owed,
    challenges_owed.owed,
    actions_owed.owed,
    risk_owed.owed,
    meetings.owed,
    moderation_owed.owed,
    section_11_owed.owed,
    reviews_owed.owed,
    writing_owed.owed,
    reports_owed.owed,
)
OBLIGATIONS: tuple[thread.ObligationSource, ...] = (
    obligations.obligations,
    challenges_owed.obligations,
    actions_owed.obligations,
    risk_owed.obligations,
    moderation_owed.obligations,
    section_11_owed.obligations,
    reviews_owed.obligations,
    writing_owed.obligations,
    reports_owed.obligations,
)
MOVED: tuple[thread.MovedSource, ...] = (
    scorecard_moved.moved,
    registers_moved.moved,
    section_11_moved.moved,
    training_moved.moved,
    reports_moved.moved,
)
STEPS: tuple[thread.StepSource, ...] = (steps.steps, training_steps.steps)
OFFERS: tuple[thread.OfferSource, ...] = (offers, training_offers.offers, reports_offers.offers)


def connect() -> None:
    """Plug in every room's source. Calling it again changes nothing."""
    thread.owed_sources.extend(one for one in OWED if one not in thread.owed_sources)
    thread.obligation_sources.extend(one for one in OBLIGATIONS if one not in thread.obligation_sources)
    thread.moved_sources.extend(one for one in MOVED if one not in thread.moved_sources)
    thread.step_sources.extend(one for one in STEPS if one not in thread.step_sources)
    thread.offer_sources.extend(one for one in OFFERS if one not in thread.offer_sources)
    origins.upper_finds[OriginKind.LESSON.value] = training_origins.begin_lesson
    if training_steps.sources not in begun.upper_sources:
        begun.upper_sources.append(training_steps.sources)
