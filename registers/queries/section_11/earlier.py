"""What an organisation said in the last cycle it took part in, standard by standard of this one."""

from collections import defaultdict
from dataclasses import dataclass

from registers.models import Answer, Assessment, Crosswalk, Standard
from registers.rules.section_11.carrying import forebears
from registers.rules.section_11.states import REPLIED


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last cycle's self-assessment, and by this cycle's numbers the answers each standard takes up.

    A standard that takes up none is new, and stands in `forebears` with nothing.
    """

    assessment: Assessment
    same_scale: bool
    forebears: dict[int, tuple[Answer, ...]]


def earlier_of(assessment: Assessment) -> Earlier | None:
    """The newest that the same organisation signed off in a cycle before; None where there is none."""
    rows = Assessment.objects.filter(
        agency=assessment.agency_id,
        cycle__board=assessment.cycle.board_id,
        cycle__number__lt=assessment.cycle.number,
        state__in=[one.value for one in REPLIED],
        left_out_at__isnull=True,
    )
    found = rows.select_related("cycle", "agency").order_by("-cycle__number").first()
    if found is None:
        return None
    answers = {one.standard_id: one for one in found.answers.select_related("standard", "assessment")}
    return Earlier(found, found.cycle.scale == assessment.cycle.scale, _by_number(assessment, found, answers))


def _by_number(
    assessment: Assessment, earlier: Assessment, answers: dict[int, Answer]
) -> dict[int, tuple[Answer, ...]]:
    """The earlier answers each standard of this cycle takes up, by way of versions between where there are any."""
    takes_up: dict[int, list[int]] = defaultdict(list)
    pairs = Crosswalk.objects.filter(standard__standards__board=assessment.cycle.board_id)
    for standard, earlier_one in pairs.values_list("standard_id", "earlier_id"):
        takes_up[standard].append(earlier_one)
    among = set(Standard.objects.filter(standards=earlier.cycle.standards_id).values_list("pk", flat=True))
    found = {}
    for pk, number in Standard.objects.filter(standards=assessment.cycle.standards_id).values_list(
        "pk", "number"
    ):
        taken = forebears(pk, takes_up, among)
        found[number] = tuple(answers[one] for one in taken if one in answers)
    return found
