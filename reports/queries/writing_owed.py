"""The texts people were asked to write for a report, owed until they sign off what is written."""

from django.urls import reverse

from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Vocabulary
from agencies.thread import Obligation, Owed
from registers.queries.owners import owners_present
from reports.models import Authorship, ReportText
from reports.rules.kinds import Kind
from reports.rules.sections import section_titles
from reports.rules.states import OPEN
from reports.rules.titles import title_of
from reports.rules.writing import AHEAD

TEXT = "text"


def owed(standing: Standing) -> tuple[Owed, ...]:
    """The texts this person still owes, from six weeks before their day."""
    last = clock.today() + AHEAD
    return tuple(
        Owed(
            person_id=standing.person_id,
            agency="",
            kind=TEXT,
            reference=_reference(one, standing.vocabulary),
            words=f"Write {_words(one, standing.vocabulary)}, and sign it off",
            due=one.due_on,
            url=_address(one),
        )
        for one in _open(standing.board_id, author_id=standing.person_id)
        if one.due_on <= last
    )


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every text somebody was asked for and has not signed off, by its day. Those who left the board owe nothing."""
    present, asked = owners_present(board_id), _open(board_id)
    words = vocabulary_of(asked[0].report.board) if asked else Vocabulary()
    return tuple(
        Obligation(
            board_id=board_id,
            agency_id=None,
            agency="",
            people=(one.author_id,),
            kind=TEXT,
            key=str(one.pk),
            reference=_reference(one, words),
            words=_words(one, words),
            due=one.due_on,
            url=_address(one),
            kindly=True,
        )
        for one in asked
        if one.author_id in present
    )


def _open(board_id: int, **whose: int) -> list[Authorship]:
    """Those not signed off in the version that is the newest. Two queries."""
    rows = Authorship.objects.filter(
        report__board_id=board_id,
        ended_at__isnull=True,
        report__state__in=[one.value for one in OPEN],
        **whose,
    ).select_related("report__board", "author")
    asked = list(rows.order_by("due_on", "pk"))
    texts = ReportText.objects.filter(report__in={one.report_id for one in asked}).order_by("pk")
    newest = {
        (report, section): pk for report, section, pk in texts.values_list("report_id", "section", "pk")
    }
    return [
        one
        for one in asked
        if one.signed_off_id is None or one.signed_off_id != newest[one.report_id, one.section]
    ]


def _reference(one: Authorship, words: Vocabulary) -> str:
    """What a text is called in a line: “Annual report 2017 to 2018: Training”."""
    return f"{title_of(words, Kind(one.report.kind), one.report.period)}: {_title(one, words)}"


def _words(one: Authorship, words: Vocabulary) -> str:
    report = title_of(words, Kind(one.report.kind), one.report.period).inside
    return f"“{_title(one, words)}” for the {report}"


def _title(one: Authorship, words: Vocabulary) -> str:
    return section_titles(words, Kind(one.report.kind), one.report.year)[one.section][0]


def _address(one: Authorship) -> str:
    return reverse("reports:text", args=[one.report.board.code, one.report_id, one.section])
