"""The texts people write into a report."""

from django.db import transaction

from agencies.actions import record
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from reports.models import Report, ReportText
from reports.permissions import can_edit
from reports.queries.titles import called
from reports.rules.kinds import Kind
from reports.rules.sections import section_titles
from reports.rules.states import OPEN


@transaction.atomic
def write(*, report_id: int, section: str, text: str, by: Standing | Actor) -> ReportText:
    """Save a new version of one text. Earlier versions stay. `Refused` for an unknown section or a settled report."""
    if isinstance(by, Standing):
        can_edit(by).demand()
    report = Report.objects.select_related("board").select_for_update(of=("self",)).get(pk=report_id)
    if report.state not in OPEN:
        raise Refused("The report is approved: its texts are settled. Open a new edition to correct it.")
    titles = section_titles(vocabulary_of(report.board), Kind(report.kind), report.year)
    if section not in titles:
        raise Refused("There is no such section.")
    actor = by.actor if isinstance(by, Standing) else by
    written = ReportText.objects.create(
        report=report,
        section=section,
        text=text.strip(),
        written_at=clock.now(),
        written_by=actor.words,
        author_id=actor.person_id,
        as_chair=isinstance(by, Standing) and by.wears(Role.INDEPENDENT_CHAIR),
    )
    record.enter(
        by=actor,
        verb="texts.write",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=f"Wrote “{titles[section][0]}” for the {called(report).inside}.",
    )
    return written
