"""Who may do what to people and boards: one function a question, a verdict with its reason."""

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from agencies.rules.vocabulary import Idea


def can_see_people(standing: Standing) -> Verdict:
    """May this person see who sits on the board and in which role?"""
    if standing.may(Permission.PEOPLE_SEE):
        return ALLOWED
    chair, brief = standing.word(Idea.CHAIR_BRIEF).inside, standing.word(Idea.BRIEF).inside
    return refused(f"Only the {chair}, the business manager and members of the {brief} see who has access.")


def can_invite(standing: Standing) -> Verdict:
    """May this person invite others, take back invitations and end memberships?"""
    if standing.may(Permission.PEOPLE_INVITE):
        return ALLOWED
    return refused("Only the business manager invites people and ends their access.")


def can_set_words(standing: Standing) -> Verdict:
    """May this person say what the board calls things?"""
    if standing.may(Permission.WORDS_SET):
        return ALLOWED
    return refused("Only the business manager changes what things are called.")


def can_see_tokens(standing: Standing) -> Verdict:
    """May this person see keys for programs at all? A lead sees the own agency's, the office every agency's."""
    if standing.may(Permission.KEY_MAKE) or standing.may(Permission.KEY_REVOKE_ALL):
        return ALLOWED
    return refused("Keys for programs are for agency leads and the business manager.")


def can_make_token(standing: Standing, agency_id: int) -> Verdict:
    """May this person make a key with which a program sends figures for the agency?"""
    if agency_id in standing.agencies_with(Permission.KEY_MAKE):
        return ALLOWED
    return refused("Only this agency’s lead makes keys for its programs.")


def can_revoke_token(standing: Standing, agency_id: int) -> Verdict:
    """May this person take the agency's keys back?"""
    if agency_id in standing.agencies_with(Permission.KEY_MAKE) or standing.may(Permission.KEY_REVOKE_ALL):
        return ALLOWED
    return refused("Only this agency’s lead and the business manager take its keys back.")
