"""What came of a self-assessment's answers, and what this person may begin from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from agencies.queries.record import Line
from agencies.rules.standing import Standing
from agencies.thread import Offer
from registers.models import Assessment, OriginKind
from registers.permissions import can_keep_risks, can_raise, can_see_risks, can_set_actions
from registers.queries.actions import actions_seen
from registers.queries.addresses import address
from registers.queries.references import agree_address, raise_address
from registers.queries.seen import challenges_seen
from registers.rules.section_11.states import REPLIED, State

SECTION_11 = OriginKind.SECTION_11.value


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """A challenge, action or risk: what it is called and where it is."""

    reference: str
    title: str
    url: str


def offers_of(standing: Standing, answer_id: int) -> tuple[Offer, ...]:
    """What this person may begin from an answer that was submitted, each in one step."""
    found = []
    if can_set_actions(standing):
        found.append(Offer("Agree an action", agree_address(standing, SECTION_11, answer_id), allowed=True))
    if can_raise(standing):
        found.append(Offer("Raise a challenge", raise_address(standing, SECTION_11, answer_id), allowed=True))
    if can_keep_risks(standing):
        page = reverse("registers:risk-raise", args=[standing.board_code])
        query = urlencode({"from": SECTION_11, "key": answer_id})
        found.append(Offer("Raise a risk", f"{page}?{query}", allowed=True))
    return tuple(found)


def may_begin(assessment: Assessment) -> bool:
    """Whether anything is begun from it yet: once it was submitted."""
    return State(assessment.state) in REPLIED or State(assessment.state) is State.SENT_BACK


def came_of(
    standing: Standing, answer_ids: Iterable[int], record: Iterable[Line]
) -> Mapping[int, tuple[CameOfIt, ...]]:
    """The actions, challenges and risks begun from each answer that this person may know of. Two queries.

    Risks are told by the `record` of the self-assessment: each was noted there as it was raised.
    """
    shows_risks = bool(can_see_risks(standing))
    keys = [str(pk) for pk in answer_ids]
    code = standing.board_code
    found: dict[int, list[CameOfIt]] = defaultdict(list)
    for action in (
        actions_seen(standing).filter(origin_kind=SECTION_11, origin_key__in=keys).order_by("number")
    ):
        url = address("registers:action", code, action.number)
        found[int(action.origin_key)].append(CameOfIt(action.reference, action.text, url))
    raised = challenges_seen(standing).filter(origin_kind=SECTION_11, origin_key__in=keys)
    for challenge in raised.order_by("number"):
        url = address("registers:challenge", code, challenge.number)
        found[int(challenge.origin_key)].append(CameOfIt(challenge.reference, challenge.title, url))
    for line in record:
        if shows_risks and "risk" in line.details:
            url = address("registers:risk", code, line.details["risk"])
            reference, title = line.details["reference"], line.details["title"]
            found[line.details["answer"]].append(CameOfIt(reference, title, url))
    return {key: tuple(those) for key, those in found.items()}
