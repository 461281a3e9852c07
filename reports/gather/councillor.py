"""The councillors' edition: the year in two to four pages of plain words, of the figures that may be published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from agencies.models import Board
from agencies.queries.words import vocabulary_of
from agencies.rules.vocabulary import Idea, Vocabulary
from reports.gather.annual.words import written_of
from reports.gather.moment import one_moment
from reports.gather.rows import indicator_block
from reports.gather.trained import TrainedYear, trained_year
from reports.models import Report
from reports.queries.close import at_close, has_closed
from reports.queries.out import out_before
from reports.queries.reports import texts_of
from reports.rules.blocks import (
    Bar,
    BarChart,
    BigNumber,
    BigNumbers,
    Block,
    Drawing,
    IndicatorBlock,
    Panel,
    Paragraph,
    Points,
    Section,
)
from reports.rules.document import Document
from reports.rules.kinds import Kind
from reports.rules.titles import explained, title_of
from reports.rules.trained import HIDDEN
from scorecard.queries.overview import Overview, Row
from scorecard.queries.publishing import demand_no_leak, publishing
from scorecard.rules.figures import Unit
from scorecard.rules.patterns import PatternWord
from scorecard.rules.periods import Period, quarter
from scorecard.rules.targets import Against
from scorecard.rules.words import SYNTHETIC

#: So many of each: it is read before a meeting, not studied.
CHARTS, QUESTIONS, NUMBERS = 3, 5, 4
#: What is off its target; lower still is worse than usual.
_URGENT = 2
#: The indicators of the starting catalogue whose counts say how many children this is about.
_FIRST = ("D12", "D08", "D02", "D01")
#: What a councillor may ask whatever the figures say.
_ALWAYS = (
    "What did the board find out this year that it did not know before?",
    "Which agency did not send its figures, and what has been done about it?",
    "What have children and families said, and what changed because of it?",
    "Which of last year’s actions are still open, and who answers for them?",
    "What would the board do first with one more member of staff?",
)
_HOW = (
    "Charts show what may be published. Very small numbers are hidden so that no child can be found in them. “Worse "
    "than usual” is said only when a figure has moved beyond its normal ups and downs."
)


def councillor_edition(report: Report) -> Document:
    """The councillors' edition of a board's year April to March, all of it of one moment.

    GivesAway when a hidden count could be worked out from the year's figures: then there is nothing to print.
    """
    with one_moment():
        return _gathered(report.board, report)


def _gathered(board: Board, report: Report) -> Document:
    until = quarter(report.year, 4)
    allowed = demand_no_leak(publishing(board, until.last, out_before(report)))
    seen = at_close(board.pk, until, seen_as=allowed)
    words = vocabulary_of(board)
    trained = trained_year(board, report.year, allowed)
    told = _all_told(seen, until)
    text = texts_of(report, words=words)["foreword"]
    written = written_of(text)
    sections = (
        replace(Section("foreword", text.title, (), written), words_first=True) if written else None,
        _in_short(seen, told, trained),
        Section("charts", "Three charts", tuple(_charts(told, trained))),
        _questions(told),
        _more(words, report),
    )
    return Document(
        kind=Kind.COUNCILLOR,
        board_name=words.word(Idea.NAME, report.last).text,
        title=title_of(words, Kind.COUNCILLOR, report.period).text,
        period=f"April {report.year} to March {report.year + 1}",
        classification="",
        notice=SYNTHETIC if board.synthetic else "",
        sections=tuple(one for one in sections if one is not None),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """One measure with a figure for the year's end: the row, and what is said of it."""

    row: Row
    said: IndicatorBlock

    @property
    def pattern(self) -> PatternWord:
        """Whether it moved beyond its usual variation."""
        assert self.row.line is not None  # noqa: S101 - chosen so
        return self.row.line.assessment.pattern.word

    @property
    def urgency(self) -> int:
        """How soon a councillor should look at it: 0 first."""
        assert self.row.line is not None  # noqa: S101 - chosen so
        off = self.row.line.assessment.against is Against.OFF
        if self.pattern is PatternWord.WORSE:
            return 0 if off else 1
        if off:
            return _URGENT
        return {PatternWord.BETTER: 3, PatternWord.UNUSUAL: 3}.get(self.pattern, 4)

    @property
    def count(self) -> str:
        """The number counted, of a plain count or a rate; empty for what is no number of anything."""
        return (
            self.said.latest
            if Unit(self.row.indicator.unit) is Unit.COUNT
            else "".join(self.said.counts[-1:])
        )


def _all_told(seen: Overview, until: Period) -> tuple[_Told, ...]:
    """The measures with a figure, those first that need a look most; else in the scorecard's order."""
    shown = (row for row in seen.rows if row.line is not None and has_closed(row.line))
    return tuple(
        sorted((_Told(row, indicator_block(row, until, ())) for row in shown), key=lambda one: one.urgency)
    )


def _in_short(seen: Overview, told: Sequence[_Told], trained: TrainedYear) -> Section:
    blocks: list[Block] = [Paragraph(_lead(seen), "lead")]
    numbers = tuple(_big_numbers(told, trained))
    if numbers:
        blocks.append(BigNumbers(numbers))
    blocks += [
        Panel(title, code, said)
        for title, code, said in (
            ("Look here first", "concerns", _said(told, PatternWord.WORSE)),
            ("What got better", "improved", _said(told, PatternWord.BETTER)),
        )
        if said
    ]
    return Section("summary", "The year in short", tuple(blocks))


def _lead(seen: Overview) -> str:
    """The scorecard in two sentences without a word of the trade."""
    lines = [row.line for row in seen.rows if row.line is not None]
    off = sum(line.assessment.against is Against.OFF for line in lines)
    worse = sum(line.assessment.pattern.word is PatternWord.WORSE for line in lines)
    better = sum(line.assessment.pattern.word is PatternWord.BETTER for line in lines)
    return (
        f"The board watches {len(seen.rows)} measures of how well children are kept safe. At the end of March "
        f"{_many(off)} missed {'its' if off == 1 else 'their'} target. {_many(worse).capitalize()} "
        f"{'was' if worse == 1 else 'were'} worse than usual, and {_many(better)} "
        f"{'was' if better == 1 else 'were'} better than usual."
    )


def _many(number: int) -> str:
    return str(number) if number else "none"


def _big_numbers(told: Sequence[_Told], trained: TrainedYear) -> Iterable[BigNumber]:
    found: list[BigNumber] = []
    if trained.professions:
        *halves, year = trained.totals
        parts = "; ".join(
            f"{window}: {number}" for number, window in zip(halves, trained.columns, strict=False)
        )
        found.append(BigNumber(year, "frontline staff trained by the board in the year", f"{parts}."))
    counted = {one.said.code: one for one in told if one.count}
    first = [counted[code] for code in _FIRST if code in counted]
    others = [one for one in counted.values() if one.said.code not in _FIRST]
    found += [_big_number(one) for one in (*first, *others)]
    return found[:NUMBERS]


def _big_number(one: _Told) -> BigNumber:
    counted = one.said.counted
    return BigNumber(one.count, counted[:1].lower() + counted[1:], one.said.latest_period)


def _said(told: Sequence[_Told], wanted: PatternWord) -> tuple[str, ...]:
    return tuple(_sentence(one.said) for one in told if one.pattern is wanted)


def _sentence(said: IndicatorBlock) -> str:
    target = f" The target is {said.target}." if said.target != "–" else ""
    england = f" England: {said.england}." if said.england not in ("", "–", "different basis") else ""
    return f"{said.title}: {_figure(said)} ({said.latest_period}).{target}{england}"


def _figure(said: IndicatorBlock) -> str:
    """The figure with its unit: 49.4%, 91.4 per 10,000 a year; a count, an average or a median is a number alone."""
    unit = said.unit.partition(", ")[0]
    if unit == "%":
        return f"{said.latest}%"
    return f"{said.latest} {unit}" if unit.startswith("per ") else said.latest


def _charts(told: Sequence[_Told], trained: TrainedYear) -> Iterable[Block]:
    """Three drawings, each under a sentence that says what it shows; who was trained is one of them."""
    lines = CHARTS - 1 if trained.professions else CHARTS
    for said in [one.said for one in told if one.said.chart is not None][:lines]:
        assert said.chart is not None  # noqa: S101 - chosen so
        yield Paragraph(f"{_sentence(said)} {_verdict(said)}".strip())
        yield Drawing(f"chart-{said.code}", f"{said.title}, {said.unit}", said.chart)
    if trained.professions:
        yield Paragraph(trained.summary)
        yield Drawing("chart-trained", "Frontline staff trained in the year, by profession", _bars(trained))
    yield Paragraph(_HOW, "quiet")


def _verdict(said: IndicatorBlock) -> str:
    word = said.pattern if said.pattern_mark else ""
    return f"{word}{f': {said.pattern_detail}' if said.pattern_detail else ''}." if word else ""


def _bars(trained: TrainedYear) -> BarChart:
    """People of each profession in the year; one that is hidden has its words and no length.

    The last of the lines is their total, which is no profession.
    """
    named = [(name, numbers[-1]) for name, numbers in trained.professions[:-1] if numbers[-1] != "0"]
    longest = sorted(named, key=lambda one: (_length(one[1]) is None, -(_length(one[1]) or 0), one[0]))
    words = "; ".join(f"{name}: {number}" for name, number in longest)
    return BarChart(
        tuple(Bar(name, _length(number), number) for name, number in longest),
        f"Frontline staff trained in the year, by profession. {words}.",
    )


def _length(number: str) -> float | None:
    return None if number == HIDDEN else float(number.replace(",", ""))


def _questions(told: Sequence[_Told]) -> Section:
    """Five questions: of the figures that need one most, then what may always be asked."""
    asked = [
        f"{one.said.title}: {one.row.indicator.questions[0]}"
        for one in told
        if one.row.indicator.questions and one.urgency <= _URGENT
    ][: QUESTIONS - 2]
    return Section(
        "questions",
        "Five questions to ask",
        (Points((*asked, *_ALWAYS[: QUESTIONS - len(asked)]), ordered=True),),
    )


def _more(words: Vocabulary, report: Report) -> Section:
    annual = title_of(words, Kind.ANNUAL, report.period)
    met = tuple(f"{word}: {meaning}" for word, meaning in explained(words, report.year))
    return Section(
        "more",
        "Where to read more",
        (
            Paragraph(
                f"The {annual.inside} has every measure, what was done about it, and how it was counted. It is "
                "published beside this edition, with its figures."
            ),
            *((Panel("Words you may meet", "words", met),) if met else ()),
        ),
    )
