"""How much a report tells of what statutory guidance asks for."""

from dataclasses import dataclass

from agencies.models import Priority
from agencies.rules.vocabulary import Vocabulary
from registers.models import Meeting
from reports.models import Contribution, Cost, Report, SubGroup, Voice
from reports.queries.reports import texts_of
from reports.rules.guidance import Facts, Guidance, Item, Told, checklist, guidance_called
from scorecard.rules.periods import financial_year


@dataclass(frozen=True, slots=True)
class Checklist:
    """The guidance a report follows, each thing it asks for, and what the report's texts are called."""

    guidance: Guidance
    items: tuple[Item, ...]
    titles: dict[str, str]

    @property
    def lacking(self) -> int:
        """How many things are not told yet, or only in part."""
        return sum(one.told is not Told.ALL for one in self.items)


def checklist_of(report: Report, *, words: Vocabulary) -> Checklist:
    """The checklist of an annual report as it stands. A handful of queries."""
    guidance = guidance_called(report.guidance, year_ends=report.last)
    texts = texts_of(report, words=words)
    return Checklist(
        guidance=guidance,
        items=checklist(
            guidance,
            texts=frozenset(code for code, one in texts.items() if one.text),
            facts=_facts(report.board_id, report.year),
        ),
        titles={code: one.title for code, one in texts.items()},
    )


def _facts(board_id: int, year: int) -> frozenset[Facts]:
    whole = financial_year(year)
    days = (whole.first, whole.last)
    held = {
        Facts.PRIORITIES: Priority.objects.filter(
            board_id=board_id, first_year__lte=year, last_year__gte=year
        ),
        Facts.ATTENDANCE: Meeting.objects.filter(
            board_id=board_id, counts=True, closed_at__isnull=False, held_on__range=days
        ),
        Facts.CONTRIBUTIONS: Contribution.objects.filter(board_id=board_id, year=year),
        Facts.COSTS: Cost.objects.filter(board_id=board_id, year=year),
        Facts.GROUPS: SubGroup.objects.filter(board_id=board_id, year=year),
        Facts.VOICES: Voice.objects.filter(board_id=board_id, said_on__range=days),
    }
    return frozenset(fact for fact, rows in held.items() if rows.exists())
