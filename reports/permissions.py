"""Who may read, write, build, approve and release reports: one function a question, a verdict with its reason."""

from datetime import datetime

from agencies.rules import clock
from agencies.rules.roles import Permission, Role
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from agencies.rules.vocabulary import Idea
from reports.models import Report
from reports.rules.states import RELEASED, Life, Verb, when


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


def can_read(standing: Standing, report: Report) -> Verdict:
    """May this person read this report, as far as it has come?

    What is published, everyone with a part in the board; before, and until its embargo ends, board members. A pack of
    true figures is its makers' until it is circulated, then board members'.
    """
    if report.is_for_the_public:
        return can_open_reports(standing) if is_out(report) else can_see_drafts(standing)
    if report.state in RELEASED or can_build(standing):
        return can_see_drafts(standing)
    if not can_see_drafts(standing):
        return can_see_drafts(standing)
    return refused("It is still being made. You can read it once it is circulated.")


def can_read_drafts(standing: Standing, report: Report) -> Verdict:
    """May this person read the drafts of a report, and not its record alone?"""
    if report.is_for_the_public:
        return can_see_drafts(standing)
    return can_build(standing)


def is_out(report: Report, *, at: datetime | None = None) -> bool:
    """Whether the public may read it: it was published, and no embargo holds any more."""
    if not report.is_for_the_public or report.state not in RELEASED:
        return False
    return report.embargo_until is None or report.embargo_until <= (at or clock.now())


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
    if standing.may(Permission.REPORT_EDIT) or (asked and can_open_reports(standing)):
        return ALLOWED
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    return refused(f"Only the {chair}, the business manager and whoever was asked for this text write it.")


def can_comment(standing: Standing, *, asked: bool) -> Verdict:
    """May this person read a draft text and comment on it? Whoever reads drafts, and who was `asked` for it."""
    return can_open_reports(standing) if asked else can_see_drafts(standing)


def can_confirm(standing: Standing) -> Verdict:
    """May this person confirm what the chair wrote? Whoever is chair too does not confirm their own words."""
    if not standing.may(Permission.REPORT_CONFIRM):
        chair = standing.word(Idea.CHAIR_BRIEF).inside
        return refused(f"Only the business manager confirms what the {chair} wrote.")
    if standing.wears(Role.INDEPENDENT_CHAIR):
        return refused("Nobody confirms their own words: another business manager does.")
    return ALLOWED


def can_approve(standing: Standing) -> Verdict:
    """May this person approve reports, and take an approval back?"""
    if standing.may(Permission.REPORT_APPROVE):
        return ALLOWED
    return refused(f"Only the {standing.word(Idea.CHAIR_BRIEF).inside} approves reports.")


def can_release(standing: Standing) -> Verdict:
    """May this person circulate or publish what is approved, and open a corrected edition?"""
    if standing.may(Permission.REPORT_PUBLISH):
        return ALLOWED
    chair = standing.word(Idea.CHAIR_BRIEF).inside
    return refused(f"Only the {chair} and the business manager circulate and publish reports.")


def can_move_embargo(standing: Standing, report: Report) -> Verdict:
    """May this person change when the public may read what is published and held back?"""
    verdict = can_release(standing)
    if verdict and (report.state != Life.PUBLISHED or is_out(report)):
        return refused("Nothing holds it back.")
    return verdict


_WHO = {
    Verb.SUBMIT: can_build,
    Verb.SEND_BACK: can_build,
    Verb.CONFIRM: can_confirm,
    Verb.APPROVE: can_approve,
    Verb.TAKE_BACK: can_approve,
    Verb.RELEASE: can_release,
    Verb.CORRECT: can_release,
}


def can_do(verb: Verb, standing: Standing, report: Report) -> Verdict:
    """May this person do this to the report now? Who may comes before when."""
    verdict = _WHO[verb](standing)
    return when(verb, Life(report.state)) if verdict else verdict
