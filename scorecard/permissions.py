"""Who may see and do what with figures and returns: one function a question, a verdict with its reason."""

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from agencies.rules.vocabulary import Idea


def can_see_scorecard(standing: Standing) -> Verdict:
    """May this person open the scorecard at all? Agency leads see their own agency's figures there."""
    if standing.may(Permission.FIGURES_SEE_ALL) or standing.may(Permission.FIGURES_SEE_OWN):
        return ALLOWED
    return refused(
        "The scorecard is for board members, analysts and agency leads. You can read published reports."
    )


def agencies_seen(standing: Standing) -> frozenset[int] | None:
    """The agencies whose figures this person sees: None means all of the board's."""
    if standing.may(Permission.FIGURES_SEE_ALL):
        return None
    return standing.agencies_with(Permission.FIGURES_SEE_OWN)


def can_see_returns(standing: Standing) -> Verdict:
    """May this person see the list of returns?"""
    if standing.may(Permission.RETURNS_SEE_ALL) or standing.may(Permission.RETURNS_SEE_OWN):
        return ALLOWED
    return refused("Returns are seen by the board, its office and the agencies that send them.")


def returns_seen(standing: Standing) -> frozenset[int] | None:
    """The agencies whose returns this person sees: None means all of the board's."""
    if standing.may(Permission.RETURNS_SEE_ALL):
        return None
    return standing.agencies_with(Permission.RETURNS_SEE_OWN)


def can_send(standing: Standing, agency_id: int) -> Verdict:
    """May this person send figures for the agency?"""
    if agency_id in standing.agencies_with(Permission.RETURN_SEND):
        return ALLOWED
    return refused("Only this agency’s lead sends its figures.")


def can_see_checked_rows(standing: Standing, agency_id: int) -> Verdict:
    """May this person see rows not yet released? They are the sender's alone."""
    if agency_id in standing.agencies_with(Permission.RETURN_SEND):
        return ALLOWED
    return refused("Until they are released, an agency’s figures are seen by that agency alone.")


def can_release(standing: Standing, agency_id: int) -> Verdict:
    """May this person release checked rows to the board?"""
    if agency_id in standing.agencies_with(Permission.RETURN_RELEASE):
        return ALLOWED
    return refused("Only this agency’s lead releases its figures.")


def can_accept(standing: Standing) -> Verdict:
    """May this person accept a released return?"""
    if standing.may(Permission.RETURN_ACCEPT):
        return ALLOWED
    return refused("Only the business manager accepts returns.")


def can_send_back(standing: Standing) -> Verdict:
    """May this person send a return back to its agency?"""
    if standing.may(Permission.RETURN_ACCEPT):
        return ALLOWED
    return refused("Only the business manager sends returns back.")


def can_see_stopped(standing: Standing, agency_id: int) -> Verdict:
    """May this person see a file stopped for its words, and the words? Its sender and the business manager alone."""
    if agency_id in standing.agencies_with(Permission.RETURN_SEND) or standing.may(Permission.RETURN_ACCEPT):
        return ALLOWED
    return refused("A file stopped for its words is seen by its sender and the business manager alone.")


def can_let_stand(standing: Standing) -> Verdict:
    """May this person say of words the screen stopped that they identify no child?"""
    if standing.may(Permission.RETURN_ACCEPT):
        return ALLOWED
    return refused("Only the business manager lets words stand that the screen has stopped.")


def can_manage_feeds(standing: Standing) -> Verdict:
    """May this person set up scheduled imports?"""
    if standing.may(Permission.FEED_MANAGE):
        return ALLOWED
    return refused("Only the business manager sets up scheduled imports.")


def can_comment(standing: Standing, agency_id: int) -> Verdict:
    """May this person write commentary on the agency's figures?"""
    if agency_id in standing.agencies_with(Permission.COMMENTARY_WRITE):
        return ALLOWED
    return refused("Commentary is written by the agency that owns the figure.")


def can_see_file(standing: Standing, agency_id: int, *, released: bool, stopped: bool = False) -> Verdict:
    """May this person have the file as it was sent? The sender always; the board once it is released.

    One stopped for its words: its sender and the business manager alone.
    """
    if stopped:
        return can_see_stopped(standing, agency_id)
    if agency_id in standing.agencies_with(Permission.RETURN_SEND):
        return ALLOWED
    if released and standing.may(Permission.RETURNS_SEE_ALL):
        return ALLOWED
    return refused("Until it is released, a file is seen by the agency that sent it alone.")


def can_see_changes(standing: Standing, agency_id: int, *, released: bool) -> Verdict:
    """May this person see figure by figure what a file changes? The sender always; the board once it is released."""
    if agency_id in standing.agencies_with(Permission.RETURN_SEND):
        return ALLOWED
    if released and standing.may(Permission.RETURNS_SEE_ALL):
        return ALLOWED
    return refused("Until it is released, what a file changes is seen by the agency that sent it alone.")


def can_see_findings(standing: Standing, agency_id: int, *, released: bool) -> Verdict:
    """May this person read what was found in a file? The sender and the board's office; the board once released."""
    if agency_id in standing.agencies_with(Permission.RETURN_SEND) or standing.may(Permission.RETURN_ACCEPT):
        return ALLOWED
    if released and standing.may(Permission.RETURNS_SEE_ALL):
        return ALLOWED
    return refused("What was found in a file is for the agency that sent it and the board’s office.")


def can_judge(standing: Standing) -> Verdict:
    """May this person ask an agency for more about a figure, and judge what it says?"""
    if standing.may(Permission.COMMENTARY_JUDGE):
        return ALLOWED
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    return refused(f"Only the {chair} asks agencies to explain a figure, and judges what they say.")


def can_challenge(standing: Standing) -> Verdict:
    """May this person have a signal lead to a challenge? Those who raise challenges may."""
    if standing.may(Permission.CHALLENGE_RAISE):
        return ALLOWED
    return refused("Only the chair and the business manager raise challenges.")


def can_see_signals(standing: Standing) -> Verdict:
    """May this person say that the board has seen a signal?"""
    if standing.may(Permission.SIGNAL_SEE):
        return ALLOWED
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    return refused(f"The {chair} and the business manager say that a signal has been seen.")


def can_set_scorecard(standing: Standing) -> Verdict:
    """May this person change what the board measures: indicators, targets, breaks, comparators, small numbers?"""
    if standing.may(Permission.SCORECARD_SET):
        return ALLOWED
    return refused("Only the business manager changes what the board measures.")
