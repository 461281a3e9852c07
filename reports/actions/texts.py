"""The texts people write into a report."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Vocabulary
from reports.models import ReportText
from reports.permissions import can_edit
from reports.rules.titles import SECTIONS, section_titles


@transaction.atomic
def write(
    *, board_id: int, board_code: str, year: int, section: str, text: str, by: Standing | Actor
) -> ReportText:
    """Save a new version of one text. Earlier versions stay. `Refused` for an unknown section."""
    if isinstance(by, Standing):
        can_edit(by).demand()
    if section not in SECTIONS:
        raise Refused("There is no such section.")
    actor = by.actor if isinstance(by, Standing) else by
    words = by.vocabulary if isinstance(by, Standing) else Vocabulary()
    written = ReportText.objects.create(
        board_id=board_id,
        year=year,
        section=section,
        text=text.strip(),
        written_at=clock.now(),
        written_by=actor.words,
    )
    record.enter(
        by=actor,
        verb="texts.write",
        kind="report text",
        reference=f"{year} {section}",
        board_code=board_code,
        words=f"Wrote “{section_titles(words, year)[section][0]}” for {year} to {year + 1}.",
    )
    return written
