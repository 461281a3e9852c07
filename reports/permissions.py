"""Who may read, write and build reports: one function a question, a verdict with its reason."""

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from agencies.rules.vocabulary import Idea


def can_open_reports(standing: Standing) -> Verdict:
    """May this person open the list of reports? Everyone with a part in the board reads what is published."""
    if standing.may(Permission.REPORT_SEE_PUBLISHED):
        return ALLOWED
    return refused("Reports are read by people with a part in this board.")


def can_see_drafts(standing: Standing) -> Verdict:
    """May this person read reports that are not published?"""
    if standing.may(Permission.REPORT_SEE_DRAFT):
        return ALLOWED
    chair, brief = standing.word(Idea.CHAIR_BRIEF).inside, standing.word(Idea.BRIEF).inside
    return refused(f"Drafts are read by {brief} members, the {chair} and the {brief}’s office.")


def can_build(standing: Standing) -> Verdict:
    """May this person have a report built?"""
    if standing.may(Permission.REPORT_BUILD):
        return ALLOWED
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    return refused(f"Only the {chair} and the business manager have reports built.")


def can_set_reports(standing: Standing) -> Verdict:
    """May this person say when packs build themselves?"""
    if standing.may(Permission.REGISTERS_SET):
        return ALLOWED
    return refused("Only the business manager sets when packs build themselves.")


def can_edit(standing: Standing) -> Verdict:
    """May this person write the report's texts?"""
    if standing.may(Permission.REPORT_EDIT):
        return ALLOWED
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    return refused(f"Only the {chair} and the business manager write the report’s texts.")


def can_write(standing: Standing, *, asked: bool) -> Verdict:
    """May this person write a text? Whoever writes any, and who was `asked` for this one."""
    if asked or standing.may(Permission.REPORT_EDIT):
        return ALLOWED
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    return refused(f"Only the {chair}, the business manager and whoever was asked for this text write it.")


def can_comment(standing: Standing, *, asked: bool) -> Verdict:
    """May this person read a draft text and comment on it? Whoever reads drafts, and who was `asked` for it."""
    return ALLOWED if asked else can_see_drafts(standing)
