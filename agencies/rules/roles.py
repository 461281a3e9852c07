"""Roles: named bundles of permissions, each with a sentence for people. No tables."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may do at a board. `own` means for the agency of the membership only."""

    FIGURES_SEE_ALL = "figures.see_all"
    FIGURES_SEE_OWN = "figures.see_own"
    RETURNS_SEE_ALL = "returns.see_all"
    RETURNS_SEE_OWN = "returns.see_own"
    RETURN_SEND = "return.send"
    RETURN_RELEASE = "return.release"
    RETURN_ACCEPT = "return.accept"
    FEED_MANAGE = "feed.manage"
    COMMENTARY_WRITE = "commentary.write"
    COMMENTARY_JUDGE = "commentary.judge"
    SIGNAL_SEE = "signal.see"
    SCORECARD_SET = "scorecard.set"
    WORDS_SET = "words.set"
    REPORT_BUILD = "report.build"
    REPORT_EDIT = "report.edit"
    REPORT_CONFIRM = "report.confirm"
    REPORT_APPROVE = "report.approve"
    REPORT_PUBLISH = "report.publish"
    REPORT_SEE_DRAFT = "report.see_draft"
    REPORT_SEE_PUBLISHED = "report.see_published"
    PEOPLE_SEE = "people.see"
    PEOPLE_INVITE = "people.invite"
    RECORD_SEE = "record.see"
    KEY_MAKE = "key.make"
    KEY_REVOKE_ALL = "key.revoke_all"
    CHALLENGES_SEE_ALL = "challenges.see_all"
    CHALLENGES_SEE_OWN = "challenges.see_own"
    CHALLENGE_RAISE = "challenge.raise"
    CHALLENGE_KEEP = "challenge.keep"
    CHALLENGE_JUDGE = "challenge.judge"
    CHALLENGE_REPLY = "challenge.reply"
    ACTION_SET = "action.set"
    ACTION_WORK = "action.work"
    RISKS_SEE = "risks.see"
    RISK_KEEP = "risk.keep"
    MEETINGS_SEE = "meetings.see"
    MEETING_KEEP = "meeting.keep"
    LETTER_WRITE = "letter.write"
    LETTER_SEND = "letter.send"
    OWED_SEE_ALL = "owed.see_all"
    REGISTERS_SET = "registers.set"
    REVIEWS_SEE = "reviews.see"
    REVIEWS_SEE_RESTRICTED = "reviews.see_restricted"
    REVIEW_KEEP = "review.keep"
    TRAINING_SEE = "training.see"
    TRAINING_KEEP = "training.keep"
    LEARNERS_SEE = "learners.see"
    TEAM_BOOK = "team.book"
    SECTION_11_SEE_ALL = "section_11.see_all"
    SECTION_11_SEE_OWN = "section_11.see_own"
    SECTION_11_KEEP = "section_11.keep"


class Role(StrEnum):
    """The hats people wear at a board."""

    INDEPENDENT_CHAIR = "independent_chair"
    BUSINESS_MANAGER = "business_manager"
    BOARD_MEMBER = "board_member"
    AGENCY_LEAD = "agency_lead"
    TRAINING_COORDINATOR = "training_coordinator"
    ANALYST = "analyst"
    COUNCILLOR = "councillor"


@dataclass(frozen=True)
class Bundle:
    """What a role is called, what it is for, and what it may do."""

    title: str
    sentence: str
    permissions: frozenset[Permission]
    needs_agency: bool = False


P = Permission
_READS_BOARD = frozenset(
    {P.FIGURES_SEE_ALL, P.RETURNS_SEE_ALL, P.REPORT_SEE_DRAFT, P.REPORT_SEE_PUBLISHED, P.PEOPLE_SEE}
    | {P.CHALLENGES_SEE_ALL, P.RISKS_SEE, P.MEETINGS_SEE, P.OWED_SEE_ALL}
    | {P.REVIEWS_SEE, P.TRAINING_SEE, P.SECTION_11_SEE_ALL}
)
_KEEPS_REGISTERS = frozenset(
    {P.CHALLENGE_RAISE, P.ACTION_SET, P.RISK_KEEP, P.MEETING_KEEP, P.LETTER_WRITE}
    | {P.REVIEW_KEEP, P.REVIEWS_SEE_RESTRICTED, P.SECTION_11_KEEP}
)

BUNDLES: dict[Role, Bundle] = {
    Role.INDEPENDENT_CHAIR: Bundle(
        "Independent chair",
        "Reads everything the board holds, challenges agencies and judges what they reply, agrees actions, writes to "
        "chief officers, writes the foreword, and approves reports before they are circulated or published.",
        _READS_BOARD
        | _KEEPS_REGISTERS
        | {P.REPORT_BUILD, P.REPORT_EDIT, P.REPORT_APPROVE, P.REPORT_PUBLISH}
        | {P.RECORD_SEE, P.COMMENTARY_JUDGE, P.SIGNAL_SEE}
        | {P.CHALLENGE_JUDGE, P.LETTER_SEND},
    ),
    Role.BUSINESS_MANAGER: Bundle(
        "Business manager",
        "Runs the board's office: invites people, sets up feeds, accepts returns, keeps indicators, targets, risks, "
        "actions and meetings, chases what is owed, has reports built, and publishes what is approved.",
        _READS_BOARD
        | _KEEPS_REGISTERS
        | {P.CHALLENGE_KEEP, P.REGISTERS_SET}
        | {P.REPORT_BUILD, P.REPORT_EDIT, P.REPORT_CONFIRM, P.REPORT_PUBLISH}
        | {P.RETURN_ACCEPT, P.FEED_MANAGE, P.PEOPLE_INVITE, P.RECORD_SEE}
        | {P.KEY_REVOKE_ALL, P.SIGNAL_SEE, P.SCORECARD_SET, P.WORDS_SET},
    ),
    Role.BOARD_MEMBER: Bundle(
        "Board member",
        "Reads the scorecard, the returns, challenges, risks, meetings and draft reports. Lay members are board "
        "members too.",
        _READS_BOARD,
    ),
    Role.AGENCY_LEAD: Bundle(
        "Agency lead",
        "Sends, corrects and releases one agency's figures, replies to what it is asked, does what it has agreed to, "
        "and sees that agency's figures, challenges and actions.",
        frozenset(
            {
                P.FIGURES_SEE_OWN,
                P.RETURNS_SEE_OWN,
                P.RETURN_SEND,
                P.RETURN_RELEASE,
                P.COMMENTARY_WRITE,
                P.REPORT_SEE_PUBLISHED,
                P.KEY_MAKE,
                P.CHALLENGES_SEE_OWN,
                P.CHALLENGE_REPLY,
                P.ACTION_WORK,
                P.TRAINING_SEE,
                P.TEAM_BOOK,
                P.SECTION_11_SEE_OWN,
            }
        ),
        needs_agency=True,
    ),
    Role.TRAINING_COORDINATOR: Bundle(
        "Training coordinator",
        "Plans courses and sessions, books people, keeps attendance and evaluations, and alone sees the whole list of "
        "those who are trained. Reads the lessons of reviews, and does the actions given to them by name.",
        frozenset(
            {P.REPORT_SEE_PUBLISHED, P.ACTION_WORK, P.REVIEWS_SEE, P.REVIEWS_SEE_RESTRICTED}
            | {P.TRAINING_SEE, P.TRAINING_KEEP, P.LEARNERS_SEE, P.TEAM_BOOK}
        ),
    ),
    Role.ANALYST: Bundle(
        "Analyst",
        "Reads every figure, return and challenge in order to analyse them.",
        frozenset(
            {P.FIGURES_SEE_ALL, P.RETURNS_SEE_ALL, P.REPORT_SEE_PUBLISHED, P.RECORD_SEE, P.CHALLENGES_SEE_ALL}
            | {P.REVIEWS_SEE, P.TRAINING_SEE, P.SECTION_11_SEE_ALL}
        ),
    ),
    Role.COUNCILLOR: Bundle(
        "Councillor",
        "Reads published reports, never drafts.",
        frozenset({P.REPORT_SEE_PUBLISHED}),
    ),
}
