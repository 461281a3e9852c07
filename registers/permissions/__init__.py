"""Who may see and do what with challenges, risks, actions, audits and meetings: a verdict with its reason."""

from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from registers.models import Action, Challenge, Meeting, Risk
from registers.rules import actions as action_rules
from registers.rules import challenges as rules
from registers.rules import meetings as meeting_rules
from registers.rules import risks as risk_rules
from registers.rules.challenges import Verb, Who

P = Permission


def can_see_challenges(standing: Standing) -> Verdict:
    """May this person open the challenge log? Agency leads see what their own agency was asked."""
    if standing.may(P.CHALLENGES_SEE_ALL) or standing.may(P.CHALLENGES_SEE_OWN):
        return ALLOWED
    return refused("The challenge log is for the board, its office and the agencies that are asked.")


def agencies_seen(standing: Standing) -> frozenset[int] | None:
    """The agencies whose challenges and actions this person sees: None means all of the board's."""
    if standing.may(P.CHALLENGES_SEE_ALL):
        return None
    return standing.agencies_with(P.CHALLENGES_SEE_OWN)


def can_raise(standing: Standing) -> Verdict:
    """May this person raise a challenge?"""
    if standing.may(P.CHALLENGE_RAISE):
        return ALLOWED
    return refused("Only the independent chair and the business manager raise challenges.")


def worn(standing: Standing, asked_agencies: frozenset[int]) -> frozenset[Who]:
    """Who this person is to a challenge put to these agencies."""
    found = set()
    if standing.may(P.CHALLENGE_JUDGE):
        found.add(Who.CHAIR)
    if standing.may(P.CHALLENGE_KEEP):
        found.add(Who.OFFICE)
    if standing.agencies_with(P.CHALLENGE_REPLY) & asked_agencies:
        found.add(Who.ASKED)
    return frozenset(found)


def can(verb: Verb, standing: Standing, challenge: Challenge, asked_agencies: frozenset[int]) -> Verdict:
    """May this person do this to the challenge now? The table in `rules.challenges` says. To another board's, never."""
    hats = worn(standing, asked_agencies) if challenge.board_id == standing.board_id else frozenset()
    return rules.may(verb, rules.State(challenge.state), worn=hats)


def can_speak_as_chair(standing: Standing) -> Verdict:
    """May this person write the chair's own words on whether practice changed?"""
    if standing.may(P.CHALLENGE_JUDGE):
        return ALLOWED
    return refused("Only the independent chair writes the chair’s own words.")


def can_see_risks(standing: Standing) -> Verdict:
    """May this person open the risk register?"""
    if standing.may(P.RISKS_SEE):
        return ALLOWED
    return refused("The risk register is for the board and its office.")


def can_keep_risks(standing: Standing) -> Verdict:
    """May this person raise risks, and say that what a check found may stand?"""
    if standing.may(P.RISK_KEEP):
        return ALLOWED
    return refused("Only the independent chair and the business manager keep the risk register.")


def can_change_risk(verb: risk_rules.Verb, standing: Standing, risk: Risk) -> Verdict:
    """May this person do this to the risk now? Its named owner may say how it stands; the rest is the keepers'."""
    verdict = can_see_risks(standing)
    own = verb in risk_rules.OWNERS and risk.owner_id == standing.person_id
    if verdict and not own:
        verdict = can_keep_risks(standing)
        if not verdict and verb in risk_rules.OWNERS:
            verdict = refused(
                "Only its owner, the independent chair and the business manager do that to a risk."
            )
    if verdict and risk.board_id != standing.board_id:
        return refused("That is another board’s.")
    return risk_rules.when(verb, archived=risk.archived_at is not None) if verdict else verdict


def can_see_actions(standing: Standing) -> Verdict:
    """May this person open the list of actions? Beside the board, leads and those to whom actions may be given."""
    if standing.may(P.CHALLENGES_SEE_ALL) or standing.may(P.ACTION_WORK):
        return ALLOWED
    return refused("Actions are seen by the board, its office and those who owe them.")


def owns(standing: Standing, action: Action) -> bool:
    """Whether the action is this person's, or their agency's to do."""
    if action.owner_id is not None and action.owner_id == standing.person_id:
        return True
    return action.agency_id is not None and action.agency_id in standing.agencies_with(P.ACTION_WORK)


def can_set_actions(standing: Standing) -> Verdict:
    """May this person agree actions, change them, drop them and take them up again?"""
    if standing.may(P.ACTION_SET):
        return ALLOWED
    return refused("Only the independent chair and the business manager agree actions and change them.")


def can_act(verb: action_rules.Verb, standing: Standing, action: Action) -> Verdict:
    """May this person do this to the action now? Who may comes before when."""
    if verb is action_rules.Verb.EMBED:
        return can_check(standing, action)
    verdict = _can_work(standing, action) if verb in action_rules.WORK else can_set_actions(standing)
    return action_rules.when(verb, action_rules.State(action.state)) if verdict else verdict


def _can_work(standing: Standing, action: Action) -> Verdict:
    if owns(standing, action) or standing.may(P.ACTION_SET):
        return ALLOWED
    return refused("Only its owner, the agency’s lead, the chair and the business manager work on an action.")


def can_check(standing: Standing, action: Action) -> Verdict:
    """May this person say that the action stuck? Never whoever said that it was done."""
    if not can_set_actions(standing):
        return refused("Only the independent chair and the business manager say whether an action stuck.")
    verdict = action_rules.when(action_rules.Verb.EMBED, action_rules.State(action.state))
    if verdict and action.completed_by_id == standing.person_id:
        return refused("You said that it was done: somebody else looks whether it stuck.")
    return verdict


def can_see_meetings(standing: Standing) -> Verdict:
    """May this person see meetings and case audits?"""
    if standing.may(P.MEETINGS_SEE):
        return ALLOWED
    return refused("Meetings and case audits are seen by the board and its office.")


def can_keep_meetings(standing: Standing) -> Verdict:
    """May this person call meetings, note who came and what was decided, and record case audits?"""
    if standing.may(P.MEETING_KEEP):
        return ALLOWED
    return refused("Only the independent chair and the business manager keep meetings and case audits.")


def can_do_to_meeting(verb: meeting_rules.Verb, standing: Standing, meeting: Meeting) -> Verdict:
    """May this person do this to the meeting now? Who may comes before when."""
    verdict = can_keep_meetings(standing)
    if not verdict or meeting.board_id != standing.board_id:
        return verdict if not verdict else refused("That is another board’s.")
    closed = meeting.closed_at is not None
    return meeting_rules.when(verb, closed=closed, held_on=meeting.held_on, today=clock.today())


def can_write_letters(standing: Standing) -> Verdict:
    """May this person draft and edit the chair's letters?"""
    if standing.may(P.LETTER_WRITE):
        return ALLOWED
    return refused("Only the independent chair and the business manager write the chair’s letters.")


def can_send_letters(standing: Standing) -> Verdict:
    """May this person send the chair's letters?"""
    if standing.may(P.LETTER_SEND):
        return ALLOWED
    return refused("Only the independent chair sends letters in the chair’s name.")


def can_see_owed(standing: Standing) -> Verdict:
    """May this person see what every agency owes, and how it was chased?"""
    if standing.may(P.OWED_SEE_ALL):
        return ALLOWED
    return refused(
        "What agencies owe is seen by the board and its office. You see your own on the front page."
    )


def can_set_registers(standing: Standing) -> Verdict:
    """May this person set how long agencies have, the ladder and the bands?"""
    if standing.may(P.REGISTERS_SET):
        return ALLOWED
    return refused("Only the business manager sets how the registers work.")
