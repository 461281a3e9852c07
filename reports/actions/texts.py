"""The texts people write into a report."""

from django.db import transaction

from agencies.actions import record
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import demand_newest
from registers.actions.words import said
from reports.models import Report, ReportText
from reports.permissions import can_write
from reports.queries.titles import called
from reports.queries.writing import asked_of
from reports.rules.kinds import Kind
from reports.rules.sections import section_titles
from reports.rules.states import OPEN

#: A text is no longer than some six pages.
LONGEST = 20_000


@transaction.atomic
def write(
    *, report_id: int, section: str, text: str, by: Standing | Actor, seen: int | None = None
) -> ReportText:
    """Save a new version of one text. Earlier versions stay, and what others signed off is to be signed off anew.

    `seen` is the version that was changed (0: none was there); `Overtaken` where somebody saved another meanwhile.
    `Refused` for an unknown section, a settled report, or words that could identify a child. What the chair writes
    undoes the business manager's confirmation.
    """
    report = Report.objects.select_related("board").select_for_update(of=("self",)).get(pk=report_id)
    if report.state not in OPEN:
        raise Refused("The report is approved: its texts are settled. Open a new edition to correct it.")
    titles = section_titles(vocabulary_of(report.board), Kind(report.kind), report.year)
    if section not in titles:
        raise Refused("There is no such section.")
    if isinstance(by, Standing):
        if by.board_id != report.board_id:
            raise Refused("That is another board’s.")
        can_write(by, asked=section in asked_of(by, report)).demand()
    newest = ReportText.objects.filter(report=report, section=section).order_by("-pk").first()
    if seen is not None:
        demand_newest(seen=seen, version=newest.pk if newest else 0)
    words = said(text, longest=LONGEST)
    if newest is not None and newest.text == words:
        raise Refused("Nothing has changed.")
    actor = by.actor if isinstance(by, Standing) else by
    as_chair = isinstance(by, Standing) and by.wears(Role.INDEPENDENT_CHAIR)
    written = ReportText.objects.create(
        report=report,
        section=section,
        text=words,
        written_at=clock.now(),
        written_by=actor.words,
        author_id=actor.person_id,
        as_chair=as_chair,
    )
    if as_chair and report.confirmed_at is not None:
        report.confirmed_at, report.confirmed_by = None, ""
        report.save(update_fields=["confirmed_at", "confirmed_by"])
    record.enter(
        by=actor,
        verb="texts.write",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=f"Wrote “{titles[section][0]}” for the {called(report).inside}.",
    )
    return written
