"""What this person may do next to a challenge, in words and where; and what not yet, and why."""

from django.urls import reverse

from agencies.rules.standing import Standing
from registers.models import OriginKind
from registers.permissions import can_set_actions
from registers.queries.challenge_page import AskedTold, ChallengePage
from registers.rules.challenges import VERB_WORDS, Verb
from registers.rules.ladder import Rung

Link = tuple[str, str]
#: The pages of steps about the whole challenge, in the order they are offered.
_STEPS = (
    (Verb.SEND, "send", "Check and send it"),
    (Verb.AMEND, "amend", "Change what is asked"),
    (Verb.TELL_IMPACT, "impact", "Write what came of it"),
    (Verb.CLOSE, "close", "Close it"),
    (Verb.REOPEN, "reopen", "Open it again"),
    (Verb.WITHDRAW, "withdraw", "Withdraw it"),
)
#: Not offered yet, these are worth a reason: somebody may look for them.
_EXPLAINED = (Verb.CLOSE, Verb.WITHDRAW, Verb.AGREE_ACTION, Verb.TELL_IMPACT, Verb.REOPEN)


def steps(page: ChallengePage, standing: Standing) -> list[Link]:
    """What this person may do next, the most natural first: reply, judge, then what the whole challenge allows."""
    address = [standing.board_code, page.challenge.number]
    found = [
        (f"Reply for {one.asking.agency}" if _several(page) else "Reply", _reply_url(address, one))
        for one in page.asked
        if one.may_reply
    ]
    if page.may[Verb.ACCEPT]:
        found += [
            (
                f"Judge the reply of {one.asking.agency}",
                reverse("registers:challenge-judge", args=[*address, told.reply.pk]),
            )
            for one in page.asked
            for told in one.replies
            if told.waits
        ]
    return found + [
        (link, reverse(f"registers:challenge-{path}", args=address))
        for verb, path, link in _STEPS
        if page.may[verb]
    ]


def _several(page: ChallengePage) -> bool:
    return sum(bool(one.may_reply) for one in page.asked) > 1


def _reply_url(address: list[object], one: AskedTold) -> str:
    return f"{reverse('registers:challenge-reply', args=address)}?agency={one.asked.agency.code}"


def refused(page: ChallengePage) -> list[tuple[str, str]]:
    """What this person could do at another time, and why not now."""
    found = [
        (VERB_WORDS[verb], page.may[verb].reason)
        for verb in _EXPLAINED
        if verb in page.theirs and not page.may[verb]
    ]
    return found + [
        (VERB_WORDS[Verb.REPLY], one.may_reply.reason) for one in page.asked if one.mine and not one.may_reply
    ]


def beside(page: ChallengePage, standing: Standing, one: AskedTold) -> list[Link]:
    """What this person may do about one agency that owes something."""
    if one.asking.due_on is None:
        return []
    address = [standing.board_code, page.challenge.number, one.asking.asked_id]
    offered = [(Verb.CHANGE_DATE, "date", "Change the date")]
    if one.overdue and one.reached < max(Rung):
        offered.append((Verb.ESCALATE, "escalate", "Take it up a rung"))
    if not one.asking.lead or one.asking.accepted:
        offered.append((Verb.TAKE_BACK, "take-back", "No longer ask this agency"))
    return [
        (link, reverse(f"registers:challenge-{path}", args=address))
        for verb, path, link in offered
        if page.may[verb]
    ]


def agree(page: ChallengePage, standing: Standing) -> str:
    """Where an action is agreed on it; nothing where none may be."""
    if not page.may[Verb.AGREE_ACTION] or not can_set_actions(standing):
        return ""
    address = reverse("registers:action-agree", args=[standing.board_code])
    return f"{address}?from={OriginKind.CHALLENGE.value}&key={page.challenge.pk}"
