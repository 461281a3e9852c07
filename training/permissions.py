"""Who may see and do what with reviews, courses, sessions and learners: a verdict with its reason."""

from agencies.rules.roles import BUNDLES, Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from training.models import Review
from training.rules.reviews import Kind, Stage, Step, Verb, stage, when

P = Permission


def can_see_learning(standing: Standing) -> Verdict:
    """May this person enter the room? Whoever may see its reviews or its training."""
    if standing.may(P.REVIEWS_SEE) or standing.may(P.TRAINING_SEE):
        return ALLOWED
    return refused("Learning is seen by the board, its office and the agencies it trains.")


def can_see_reviews(standing: Standing) -> Verdict:
    """May this person open the list of reviews? What of one they see there, `can_see_review` says."""
    if standing.may(P.REVIEWS_SEE):
        return ALLOWED
    return refused("Reviews are seen by the board, its office and its analysts.")


def sees_restricted(standing: Standing) -> bool:
    """Whether this person reads reviews that are not published yet."""
    return standing.may(P.REVIEWS_SEE_RESTRICTED)


def can_see_review(standing: Standing, review: Review) -> Verdict:
    """May this person read this review? Until it is published, only those who keep it and plan training from it."""
    verdict = can_see_reviews(standing)
    if not verdict or review.board_id != standing.board_id:
        return verdict if not verdict else refused("That is another board’s.")
    if review.published_on is not None or sees_restricted(standing):
        return ALLOWED
    return refused("It is restricted until it is published.")


def can_keep_reviews(standing: Standing) -> Verdict:
    """May this person open reviews, and write their lessons and recommendations?"""
    if standing.may(P.REVIEW_KEEP):
        return ALLOWED
    return refused("Only the independent chair and the business manager keep reviews.")


def stage_of(review: Review) -> Stage:
    """Where the review stands, by what was done of it: one question, unless its milestones are at hand."""
    return stage(
        Kind(review.kind),
        done={Step(one.step) for one in review.milestones.all() if one.done_on is not None},
        published=review.published_on is not None,
        ended=review.ended_on is not None,
    )


def can_do_to_review(verb: Verb, standing: Standing, review: Review) -> Verdict:
    """May this person do this to the review now? Who may comes before when."""
    verdict = can_keep_reviews(standing)
    if verdict and review.board_id != standing.board_id:
        return refused("That is another board’s.")
    return when(verb, stage_of(review)) if verdict else verdict


def can_see_training(standing: Standing) -> Verdict:
    """May this person see courses, sessions and how many came? Names are `can_see_learners`'."""
    if standing.may(P.TRAINING_SEE):
        return ALLOWED
    return refused("Training is seen by the board, its office and the agencies it trains.")


def numbers_of(standing: Standing) -> frozenset[int] | None:
    """The agencies whose numbers this person sees; None: everybody's. An agency's lead sees those of the own."""
    for hat in standing.hats:
        bundle = BUNDLES[hat.role]
        if P.TRAINING_SEE in bundle.permissions and not bundle.needs_agency:
            return None
    return standing.agencies_with(P.TRAINING_SEE)


def can_keep_training(standing: Standing) -> Verdict:
    """May this person plan courses and sessions, and keep bookings and attendance?"""
    if standing.may(P.TRAINING_KEEP):
        return ALLOWED
    return refused("Only the training coordinator plans training and keeps its lists.")


def can_set_counting(standing: Standing) -> Verdict:
    """May this person say from which quarter on training is counted here? Whoever sets what the board measures."""
    if standing.may(P.SCORECARD_SET):
        return ALLOWED
    return refused("Only the business manager says from when on training is counted here.")


def can_see_learners(standing: Standing) -> Verdict:
    """May this person see who was booked and who came, by name?"""
    if standing.may(P.LEARNERS_SEE):
        return ALLOWED
    return refused("Only the training coordinator sees the whole list of those who are trained.")


def can_book_some(standing: Standing) -> Verdict:
    """May this person book anybody? `can_book_team` says of which agency."""
    if standing.may(P.TRAINING_KEEP) or standing.agencies_with(P.TEAM_BOOK):
        return ALLOWED
    return refused("Only an agency’s lead and the training coordinator book staff.")


def can_book_team(standing: Standing, agency_id: int) -> Verdict:
    """May this person book staff of the agency? Its lead, and the training coordinator for any."""
    if standing.may(P.TRAINING_KEEP) or agency_id in standing.agencies_with(P.TEAM_BOOK):
        return ALLOWED
    return refused("Only the agency’s lead and the training coordinator book its staff.")
