"""Reviews in words: rows of the list and its filters, the facts over a review, its steps and its recommendations."""

from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import pluralize

from registers.models import CaseAudit, DateChange
from registers.presenters.actions import RowWords
from registers.presenters.actions import row_words as action_words
from registers.rules.audits import good_share
from registers.rules.evidence import STRENGTH, STRENGTH_WORDS
from registers.rules.evidence import Kind as Evidence
from training.models import EmbeddedTest, Milestone, Recommendation
from training.queries.review_page import LessonRow, RecommendationRow, ReviewPage, StepRow
from training.queries.reviews import ReviewRow, Reviews, Show
from training.queries.themes import Elsewhere
from training.rules.embedding import CARRIED_WORDS, Carried
from training.rules.reviews import KIND_WORDS, STAGE_WORDS, STEP_WORDS, Kind, Stage, Step

SHOW_WORDS = {
    Show.OPEN: "Not published yet",
    Show.PUBLISHED: "Published",
    Show.ENDED: "Not held",
    Show.ALL: "All",
}
#: What each filter says when it shows nothing.
EMPTY_WORDS = {
    Show.OPEN: "No review is under way.",
    Show.PUBLISHED: "No review has been published yet.",
    Show.ENDED: "No review was decided not to be held.",
    Show.ALL: "No review has been opened yet.",
}
Filter = tuple[str, int | None, str, bool]
_EVIDENCE = {
    EmbeddedTest.How.AUDIT: Evidence.REAUDIT,
    EmbeddedTest.How.SURVEY: Evidence.SURVEY,
    EmbeddedTest.How.OBSERVATION: Evidence.OBSERVATION,
    EmbeddedTest.How.FEEDBACK: Evidence.FEEDBACK,
}


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """A row of the list: under its stage, what is next and how late that is."""

    row: ReviewRow
    kind: str
    stage: str
    next_step: str
    late: str
    learnt: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the facts over a review."""

    label: str
    value: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step of a review in words; `key` is how addresses call it."""

    row: StepRow
    key: str
    title: str
    late: str


@dataclass(frozen=True, slots=True)
class Move:
    """A day of a step that moved."""

    step: str
    change: DateChange


@dataclass(frozen=True, slots=True)
class LessonWords:
    """A lesson, and where the same was learnt before and since."""

    row: LessonRow
    before: tuple[Elsewhere, ...]
    since: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class TestWords:
    """A look whether a recommendation stuck, and how strong such a look is."""

    test: EmbeddedTest
    how: str
    strength: str
    #: Of a re-audit: “75% of graded cases were good or better, after 25% in AU-1”.
    grades: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationWords:
    """A recommendation in words."""

    row: RecommendationRow
    state: str
    embedded: bool
    whom: str
    revisit: str
    late: str
    actions: tuple[RowWords, ...]
    tests: tuple[TestWords, ...]


def row_words(row: ReviewRow) -> ReviewWords:
    """A row in words."""
    waits = row.waits
    due = f" due {_day(waits.due_on)}" if waits and waits.due_on else ""
    return ReviewWords(
        row=row,
        kind=KIND_WORDS[row.kind],
        stage=f"Published {_day(row.published_on)}" if row.published_on else STAGE_WORDS[row.stage],
        next_step=f"{STEP_WORDS[waits.step]}{due or ', no day set'}" if waits else "",
        late=_late(waits.late) if waits else "",
        learnt=_learnt(row),
    )


def summary(found: Reviews) -> str:
    """The list in one sentence or two."""
    published = f"{found.counts[Show.PUBLISHED]} published."
    if found.restricted:
        verb = "is" if found.restricted == 1 else "are"
        return f"{published} {found.restricted} more {verb} restricted until published."
    late = f"{found.late} late" if found.late else "none late"
    return f"{found.counts[Show.OPEN]} not published yet, {late}. {published}"


def filters(found: Reviews, show: Show, address: str) -> list[Filter]:
    """What the list can be narrowed to; those who read only what is published have nothing to choose."""
    return [
        (words, found.counts[one], f"{address}?show={one.value}", one is show)
        for one, words in SHOW_WORDS.items()
    ]


def facts(page: ReviewPage) -> tuple[Fact, ...]:
    """Stage, what is next, the day the board knew, who leads it."""
    review = page.review
    found = [Fact("Stage", STAGE_WORDS[page.stage], _stage_note(page))]
    left = [one for one in page.steps if one.done_on is None]
    if left and page.stage not in (Stage.PUBLISHED, Stage.ENDED):
        one = min(left, key=lambda each: (each.due_on is None, each.due_on or date.max))
        day = f"due {_day(one.due_on)}" if one.due_on else "no day set"
        late = _late(one.late)
        found.append(Fact("Next", STEP_WORDS[one.step], f"{day}{f', {late}' if late else ''}", bool(late)))
    found.append(Fact("The board knew", _day(review.known_on)))
    if review.lead:
        found.append(Fact("Led by", review.lead.name))
    return tuple(found)


def known_rows(page: ReviewPage) -> list[tuple[str, str]]:
    """What a form about a review shows above it."""
    rows = [("Review", f"{page.review}: {page.review.title}"), ("Kind", KIND_WORDS[Kind(page.review.kind)])]
    return [*rows, ("Stage", STAGE_WORDS[page.stage])]


def recommendation_known(found: Recommendation) -> list[tuple[str, str]]:
    """What a form about a recommendation shows above it."""
    return [("Recommendation", f"{found.number}. {found.text}"), ("To", whom(found))]


def step_words(row: StepRow) -> StepWords:
    """A step in words."""
    return StepWords(row, row.step.value, STEP_WORDS[row.step], _late(row.late))


def moves_of(row: StepRow) -> tuple[Move, ...]:
    """Every time the day of a step moved."""
    return tuple(Move(STEP_WORDS[row.step], one) for one in row.moved)


def step_known(one: Milestone) -> list[tuple[str, str]]:
    """What a form about a step shows above it."""
    rows = [("Step", STEP_WORDS[Step(one.step)]), ("Due", _day(one.due_on) if one.due_on else "No day set")]
    return [*rows, ("Done", _day(one.done_on))] if one.done_on else rows


def lesson_words(row: LessonRow, year: int) -> LessonWords:
    """A lesson of a review of this year, with where the same was learnt: once each, whatever its themes."""
    once = {(one.reference, one.lesson): one for one in reversed(row.elsewhere)}
    found = sorted(once.values(), key=lambda one: (one.year, one.number, one.lesson))
    return LessonWords(
        row,
        before=tuple(one for one in found if one.year <= year),
        since=tuple(one for one in found if one.year > year),
    )


def recommendation_words(row: RecommendationRow) -> RecommendationWords:
    """A recommendation in words."""
    one = row.recommendation
    revisit = f"To be looked at again {_day(one.revisit_on)}" if row.waits and one.revisit_on else ""
    return RecommendationWords(
        row=row,
        state=CARRIED_WORDS[row.state],
        embedded=row.state is Carried.EMBEDDED,
        whom=whom(one),
        revisit=revisit or ("" if row.tests else "No day is set to look whether it stuck"),
        late=_late(row.late),
        actions=tuple(action_words(each) for each in row.actions),
        tests=tuple(look_words(each) for each in row.tests),
    )


def whom(one: Recommendation) -> str:
    """To whom it is: “Several agencies, led by County Health”, “County Police”."""
    lead = one.lead.name if one.lead else ""
    if not one.multi_agency:
        return lead
    return f"Several agencies, led by {lead}" if lead else "Several agencies"


def carried_summary(rows: tuple[RecommendationRow, ...]) -> str:
    """“2 recommendations: 1 embedded, 1 under way.”"""
    if not rows:
        return ""
    counts = {state: sum(one.state is state for one in rows) for state in Carried}
    parts = [
        f"{number} {CARRIED_WORDS[state][:1].lower()}{CARRIED_WORDS[state][1:]}"
        for state, number in reversed(counts.items())
        if number
    ]
    return f"{len(rows)} recommendation{pluralize(len(rows))}: {'; '.join(parts)}."


def look_words(test: EmbeddedTest) -> TestWords:
    """A look whether a recommendation stuck, in words."""
    kind = _EVIDENCE[EmbeddedTest.How(test.how)]
    grades = _grades(test.audit) if test.audit else ""
    return TestWords(test, str(test.get_how_display()), STRENGTH_WORDS[STRENGTH[kind]], grades)


def _grades(audit: CaseAudit) -> str:
    """How good its cases were, and those of the audit it repeats: so few show a direction, not a rate."""
    now = _good(audit)
    then = _good(audit.again) if audit.again else None
    if now is None:
        return ""
    after = f", after {then}% in {audit.again}" if then is not None else ""
    return f"{now}% of its graded cases were good or better{after}"


def _good(audit: CaseAudit) -> int | None:
    return good_share({one.grade: one.number for one in audit.grades.all()})


def _stage_note(page: ReviewPage) -> str:
    review = page.review
    if review.published_on:
        return _day(review.published_on)
    return f"decided {_day(review.ended_on)}" if review.ended_on else "restricted until it is published"


def _learnt(row: ReviewRow) -> str:
    lessons = f"{row.lessons} lesson{pluralize(row.lessons)}"
    if not row.recommendations:
        return lessons
    return f"{lessons}; {row.embedded} of {row.recommendations} recommendations embedded"


def _late(days: int) -> str:
    return f"{days} working day{pluralize(days)} late" if days else ""


def _day(day: date) -> str:
    return f"{day:%-d %b %Y}"
