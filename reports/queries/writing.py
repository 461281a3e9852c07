"""Who writes what of a report, by when and how far it has come; one text with its versions and comments."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Vocabulary
from registers.rules.ladder import days_overdue
from reports.models import Authorship, Comment, Report, ReportText
from reports.queries.reports import Text, texts_of
from reports.rules.writing import Asked, State, due, state


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text in the list: who is asked for it, by when, where it stands, how late, how many open comments."""

    text: Text
    authors: tuple[Authorship, ...]
    state: State
    due: date | None
    late: int
    comments: int


def text_lines(report: Report, *, words: Vocabulary) -> tuple[TextLine, ...]:
    """Every text of a report, in its order. Four queries."""
    newest, asked = newest_of(report), _asked(report)
    open_comments = Counter(
        Comment.objects.filter(report=report, settled_at__isnull=True).values_list("section", flat=True)
    )
    today = clock.today()
    found = []
    for section, text in texts_of(report, words=words).items():
        known = [as_asked(one) for one in asked[section]]
        day = due(newest.get(section), known)
        found.append(
            TextLine(
                text=text,
                authors=tuple(asked[section]),
                state=state(newest.get(section), known),
                due=day,
                late=days_overdue(day, today) if day else 0,
                comments=open_comments[section],
            )
        )
    return tuple(found)


def as_asked(one: Authorship) -> Asked:
    """What the rules ask of an authorship."""
    return Asked(one.due_on, one.signed_off_id)


def newest_of(report: Report) -> dict[str, int]:
    """The newest version of each text that has words, by section; an emptied text has none."""
    found: dict[str, int] = {}
    for one in ReportText.objects.filter(report=report).order_by("pk"):
        if one.text:
            found[one.section] = one.pk
        else:
            found.pop(one.section, None)
    return found


def authors_of(report: Report, section: str) -> tuple[Authorship, ...]:
    """Who is asked for one text now."""
    return tuple(_asked(report)[section])


def asked_of(standing: Standing, report: Report) -> frozenset[str]:
    """The sections of a report this person is asked to write."""
    found = Authorship.objects.filter(report=report, author_id=standing.person_id, ended_at__isnull=True)
    return frozenset(found.values_list("section", flat=True))


def authorship_seen(report: Report, pk: int) -> Authorship | None:
    """One authorship of a report that has not ended."""
    return (
        Authorship.objects.filter(report=report, pk=pk, ended_at__isnull=True)
        .select_related("author")
        .first()
    )


def versions_of(report: Report, section: str) -> tuple[ReportText, ...]:
    """Every version of one text, the first one first."""
    return tuple(ReportText.objects.filter(report=report, section=section).order_by("pk"))


def newest_version(report: Report, section: str) -> int:
    """The key of a text's newest version, with words or emptied; 0 where there is none."""
    found = ReportText.objects.filter(report=report, section=section).order_by("-pk").first()
    return found.pk if found else 0


def comments_on(report: Report, section: str) -> tuple[Comment, ...]:
    """The comments on one text: open ones first, each in the order written."""
    found = Comment.objects.filter(report=report, section=section).order_by("pk")
    return tuple(sorted(found, key=lambda one: one.settled_at is not None))


def comment_seen(report: Report, pk: int) -> Comment | None:
    """One comment of a report."""
    return Comment.objects.filter(report=report, pk=pk).first()


def report_at(standing: Standing, report_id: int) -> Report | None:
    """One report of this board, whoever may read of it: what of it is shown, permissions decide."""
    return Report.objects.select_related("board").filter(pk=report_id, board_id=standing.board_id).first()


def _asked(report: Report) -> Mapping[str, list[Authorship]]:
    found: dict[str, list[Authorship]] = defaultdict(list)
    rows = Authorship.objects.filter(report=report, ended_at__isnull=True).select_related(
        "author", "signed_off"
    )
    for one in rows.order_by("due_on", "author__name"):
        found[one.section].append(one)
    return found
