"""Who may see and do what with cycles of Section 11 self-assessments: a verdict with its reason.

Those with a part in one self-assessment (author, substitute, executive, moderator) may do that part, whatever else
they are at the board; those without an account do it by a signed link.
"""

from collections.abc import Iterable

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from registers.models import Assessment
from registers.rules.section_11.parts import WRITERS, Part
from registers.rules.section_11.states import State, Verb, when

P = Permission


def can_see_section_11(standing: Standing) -> Verdict:
    """May this person open the page of cycles? Agency leads see their own agency's self-assessments there."""
    if standing.may(P.SECTION_11_SEE_ALL) or standing.may(P.SECTION_11_SEE_OWN):
        return ALLOWED
    return refused(
        "Section 11 self-assessments are for the board, its office and the organisations that are asked."
    )


def can_see_all_assessments(standing: Standing) -> Verdict:
    """May this person see every organisation's, and what came of the cycle?"""
    if standing.may(P.SECTION_11_SEE_ALL):
        return ALLOWED
    return refused("What came of the self-assessments is seen by the board and its office.")


def can_keep_cycles(standing: Standing) -> Verdict:
    """May this person plan cycles, edit standards and wording, ask organisations, and say who has which part?"""
    if standing.may(P.SECTION_11_KEEP):
        return ALLOWED
    return refused("Only the independent chair and the business manager keep the cycles of self-assessment.")


def can_see_assessment(standing: Standing, assessment: Assessment, parts: Iterable[Part]) -> Verdict:
    """May this person read this self-assessment? `parts` are those they have in it today."""
    if assessment.cycle.board_id != standing.board_id:
        return refused("That is another board’s.")
    own = assessment.agency_id in standing.agencies_with(P.SECTION_11_SEE_OWN)
    if standing.may(P.SECTION_11_SEE_ALL) or own or tuple(parts):
        return ALLOWED
    return refused(
        "This self-assessment is seen by the board, its office, its organisation and who has a part in it."
    )


def can_see_moderation(standing: Standing, assessment: Assessment, parts: Iterable[Part]) -> Verdict:
    """May this person see what moderation comes to? Its organisation does once that is finished, not on the way."""
    have = frozenset(parts)
    seen = can_see_assessment(standing, assessment, have)
    if not seen or standing.may(P.SECTION_11_SEE_ALL) or Part.MODERATOR in have:
        return seen
    if State(assessment.state) in (State.MODERATED, State.AGREED):
        return ALLOWED
    return refused("What moderation comes to is shown to the organisation once it is finished.")


def _may_moderate(have: frozenset[Part], *, keeps: bool) -> Verdict:
    """Its moderator and whoever keeps the cycles may, but nobody who writes it or signs it off."""
    if have & WRITERS:
        return refused("You have a part in writing it: somebody else moderates it.")
    return ALLOWED if keeps or Part.MODERATOR in have else refused("Only its moderator does that.")


def can_do(verb: Verb, assessment: Assessment, parts: Iterable[Part], *, keeps: bool) -> Verdict:
    """May somebody with these parts do this to it now? `keeps`: they keep the cycles. Who may comes before when."""
    have = frozenset(parts)
    if verb in (Verb.SEND, Verb.REOPEN):
        allowed = (
            refused("Only the independent chair and the business manager do that.") if not keeps else ALLOWED
        )
    elif verb in (Verb.MODERATE, Verb.SEND_BACK, Verb.AGREE):
        allowed = _may_moderate(have, keeps=keeps)
    elif verb is Verb.SUBMIT:
        allowed = ALLOWED if Part.EXECUTIVE in have else refused("Only the named executive signs it off.")
    else:
        allowed = (
            ALLOWED
            if have & WRITERS
            else refused("Only its author, substitute contact and executive write in it.")
        )
    if not allowed:
        return allowed
    if assessment.left_out_at is not None or assessment.cycle.closed_at is not None:
        return refused("It is no longer asked for: nothing more is changed in it.")
    return when(verb, State(assessment.state))
