"""Who may do what to people and boards: one function a question, a verdict with its reason."""

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused


def can_see_people(standing: Standing) -> Verdict:
    """May this person see who sits on the board and in which role?"""
    if standing.may(Permission.PEOPLE_SEE):
        return ALLOWED
    return refused("Only the chair, the business manager and board members see who has access.")


def can_invite(standing: Standing) -> Verdict:
    """May this person invite others, take back invitations and end memberships?"""
    if standing.may(Permission.PEOPLE_INVITE):
        return ALLOWED
    return refused("Only the business manager invites people and ends their access.")
