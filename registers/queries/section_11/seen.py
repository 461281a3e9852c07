"""Which self-assessments somebody knows of, and of which they read what stands in them."""

from django.db.models import Q, QuerySet

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from registers.models import Answer, Assessment
from registers.queries.section_11.parts import own_parts
from registers.rules.section_11.parts import Part


def assessments_seen(standing: Standing) -> QuerySet[Assessment]:
    """Those of this board: for its office and members all, for others their agency's and those they have a part in."""
    rows = Assessment.objects.filter(cycle__board_id=standing.board_id)
    if standing.may(Permission.SECTION_11_SEE_ALL):
        return rows
    return rows.filter(_own(standing))


def assessment_seen(standing: Standing, cycle: int, agency: str) -> Assessment | None:
    """One organisation's in a cycle, by the cycle's number and the organisation's code, if this person knows of it."""
    rows = assessments_seen(standing).filter(cycle__number=cycle, agency__code=agency)
    return rows.select_related("cycle__board", "cycle__standards", "agency").first()


def answers_read(standing: Standing) -> QuerySet[Answer]:
    """Answers this person reads: see `reads_words`."""
    read = assessments_seen(standing).filter(_read(standing))
    return Answer.objects.filter(assessment__in=read)


def reads_words(standing: Standing, assessment: Assessment) -> bool:
    """Whether who knows of it reads what stands in it: a draft is its organisation's until it is signed off."""
    return assessments_seen(standing).filter(_read(standing), pk=assessment.pk).exists()


def _read(standing: Standing) -> Q:
    """Signed off once; or one's own organisation's, by role or by a part other than the moderator's."""
    parts = own_parts(standing).exclude(part=Part.MODERATOR).values("assessment_id")
    return Q(submitted_at__isnull=False) | _of_agency(standing) | Q(pk__in=parts)


def _own(standing: Standing) -> Q:
    return _of_agency(standing) | Q(pk__in=own_parts(standing).values("assessment_id"))


def _of_agency(standing: Standing) -> Q:
    return Q(agency_id__in=standing.agencies_with(Permission.SECTION_11_SEE_OWN))
