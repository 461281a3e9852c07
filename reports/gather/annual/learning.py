"""Reviews and case audits of the year: what is published, what was learnt, and how far it has come."""

from collections import Counter
from collections.abc import Iterator, Sequence

from agencies.models import Board
from agencies.rules import clock
from registers.models import AuditedAgency, CaseAudit
from reports.gather.annual.words import cells, section, told
from reports.queries.reports import Text
from reports.rules.blocks import Block, Cell, Column, Heading, Paragraph, Points, Section, Table
from scorecard.rules.periods import Period, financial_year
from training.models import Lesson, Recommendation, Review
from training.queries.carrying import carried_of
from training.rules.embedding import CARRIED_WORDS, Carried
from training.rules.reviews import KIND_WORDS, Kind

_PUBLISHED = (
    Column("Review"),
    Column("Published"),
    Column("Lessons", number=True),
    Column("Recommendations", number=True),
)
_CARRIED = (Column("How far they have come"), Column("Recommendations", number=True))
_KEPT = "What an audit of few cases showed is not printed word for word, as it may tell a small number."
_AUDITS = (Column("What was looked at"), Column("Held"), Column("What it showed"))


def learning_section(board: Board, year: int, text: Text) -> Section | None:
    """What the reviews published by the year's end taught, with the year's own; and the year's case audits."""
    return section("learning", text, _blocks(board, financial_year(year)))


def _blocks(board: Board, year: Period) -> Iterator[Block]:
    published = list(
        Review.objects.filter(board=board, published_on__lte=year.last)
        .prefetch_related("lessons", "recommendations__action_links__action", "recommendations__tests")
        .order_by("published_on", "number")
    )
    of_year = [one for one in published if one.published_on and one.published_on >= year.first]
    under_way = Review.objects.filter(board=board, known_on__lte=year.last, ended_on__isnull=True).exclude(
        pk__in=[one.pk for one in published]
    )
    waiting = under_way.count()
    audits = _audits(board, year)
    if not published and not waiting and not audits:
        return
    yield Paragraph(
        f"Published in the year: {_many(len(of_year), 'review')}. Known of by its end and not published then: "
        f"{waiting or 'none'}; what is in them stays restricted until they are."
    )
    if of_year:
        yield Table(
            "reviews-published", "Reviews published in the year", _PUBLISHED, tuple(map(_review, of_year))
        )
        lessons = _lessons(of_year)
        if lessons:
            yield Heading("What they taught", "lessons")
            yield Points(lessons)
    yield from _progress(published)
    if audits:
        yield _audit_table(audits)


def _review(one: Review) -> tuple[Cell, ...]:
    return (
        Cell(one.title, quiet=KIND_WORDS[Kind(one.kind)]),
        Cell(f"{one.published_on:%-d %B %Y}"),
        Cell(str(len(one.lessons.all()))),
        Cell(str(len(one.recommendations.all()))),
    )


def _lessons(reviews: Sequence[Review]) -> tuple[str, ...]:
    rows = Lesson.objects.filter(review__in=reviews).order_by(
        "review__published_on", "review__number", "number"
    )
    return tuple(words for one in rows if (words := told(one.text)))


def _progress(published: Sequence[Review]) -> Iterator[Block]:
    """How far the recommendations of every review published so far have come."""
    every: list[Recommendation] = [each for one in published for each in one.recommendations.all()]
    if not every:
        return
    counts = Counter(carried_of(one) for one in every)
    rows = tuple(cells(CARRIED_WORDS[state], str(counts[state])) for state in Carried if counts[state])
    stuck = counts[Carried.EMBEDDED]
    yield Table(
        "recommendations",
        f"Recommendations of reviews published so far: {stuck} of {len(every)} are seen to have stuck",
        _CARRIED,
        rows,
        look="half",
        note=f"As it stood on {clock.today():%-d %B %Y}. Complete is not embedded: that is tested later.",
    )


def _audits(board: Board, year: Period) -> tuple[tuple[Cell, ...], ...]:
    rows = list(
        CaseAudit.objects.filter(board=board, held_on__range=(year.first, year.last)).order_by(
            "held_on", "number"
        )
    )
    part: dict[int, list[str]] = {}
    for one in AuditedAgency.objects.filter(audit__in=rows).select_related("agency").order_by("agency__name"):
        part.setdefault(one.audit_id, []).append(one.agency.name)
    return tuple(
        (
            Cell(one.theme, quiet=", ".join(part.get(one.pk, ()))),
            Cell(f"{one.held_on:%-d %B %Y}"),
            Cell(told(one.showed)),
        )
        for one in rows
    )


def _audit_table(rows: tuple[tuple[Cell, ...], ...]) -> Table:
    """The audits with what they showed, as far as it tells no small number; without that column where none may."""
    caption, kept = "Case audits of the year", sum(not row[-1].text for row in rows)
    if kept == len(rows):
        return Table("case-audits", caption, _AUDITS[:-1], tuple(row[:-1] for row in rows), note=_KEPT)
    shown = tuple((*row[:-1], row[-1] if row[-1].text else Cell("–")) for row in rows)
    return Table("case-audits", caption, _AUDITS, shown, note=_KEPT if kept else "")


def _many(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
