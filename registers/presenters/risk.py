"""One risk's page, ready to print: its sentence, its facts, its scores over time, its controls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from design.charts import Chart, ChartPoint, responsive
from registers.models import Risk, Score
from registers.presenters.risk_words import (
    LEVEL_WORDS,
    OFFICE,
    capital,
    change_words,
    judged_words,
    overdue_words,
    since_words,
)
from registers.queries.risk_page import RiskPage
from registers.queries.risks import local_day
from registers.rules.risks import GRAVE, Acceptance, Level, last_quarters_end, move

#: Quarters a chart of scores goes back, at the most.
QUARTERS = 12
_MOMENTS = {Score.Moment.BEFORE: "Before controls", Score.Moment.NOW: "Now", Score.Moment.TARGET: "Target"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the strip at the top; `level` gives its value a band, `late` its note the mark of what is overdue."""

    term: str
    value: str
    note: str = ""
    level: Level | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class ScoreWords:
    """One line of the history."""

    on: date
    what: str
    score: int
    level: Level
    band: str
    judged: str
    why: str
    by: str


def lead(page: RiskPage, today: date) -> str:
    """The risk in a sentence or two: what it scores, what became of that, what is wanted."""
    now, target = page.latest(Score.Moment.NOW), page.latest(Score.Moment.TARGET)
    if now is None:
        return "It has not been scored."
    level = LEVEL_WORDS[page.settings.bands.level(now.score)].lower()
    said = [f"{now.score}, {level}: {judged_words(now.likelihood, now.impact)}."]
    then = page.then.score if page.then else None
    moved = change_words(now.score, then, move(now.score, then))
    since = since_words(page.since, today)
    said.append("New." if then is None else f"{capital(moved)} since {since}.")
    if target is not None:
        said.append(f"The target is {target.score}.")
    if page.settings.bands.beyond(now.score):
        said.append(f"The board tolerates {page.settings.bands.tolerance}.")
    return " ".join(said)


def grave_note(page: RiskPage) -> str:
    """For a risk whose impact is grave and stays so: what to look at. Empty for others."""
    now = page.latest(Score.Moment.NOW)
    if now is None or now.impact < GRAVE:
        return ""
    return (
        "What may happen to a child stays grave however well everybody works. What can fall is likelihood: look at "
        "that first."
    )


def facts(page: RiskPage, today: date) -> list[Fact]:
    """The strip at the top."""
    risk = page.risk
    found = [_scored(page, moment) for moment in (Score.Moment.NOW, Score.Moment.BEFORE, Score.Moment.TARGET)]
    found.append(
        Fact("Owner", risk.agency.name if risk.agency else OFFICE, risk.owner.name if risk.owner else "")
    )
    found.append(_response(page))
    if risk.archived_at is None:
        late = overdue_words(risk.review_on, today)
        found.append(Fact("Next review", f"{risk.review_on:%-d %B %Y}", late, late=bool(late)))
    return found


def _scored(page: RiskPage, moment: Score.Moment) -> Fact:
    one = page.latest(moment)
    if one is None:
        return Fact(_MOMENTS[moment], "–", "not scored")
    level = page.settings.bands.level(one.score)
    return Fact(
        _MOMENTS[moment],
        f"{one.score} {LEVEL_WORDS[level]}",
        f"{one.likelihood} × {one.impact}, {judged_words(one.likelihood, one.impact)}",
        level,
    )


def _response(page: RiskPage) -> Fact:
    risk = page.risk
    said = Risk.Response(risk.response).label
    if page.acceptance is Acceptance.NO_END:
        return Fact("Response", said, "with no end set", late=True)
    if page.acceptance is Acceptance.OVER:
        return Fact("Response", said, f"until {risk.accepted_until:%-d %B %Y}: decide again", late=True)
    if page.acceptance is Acceptance.HOLDS:
        return Fact("Response", said, f"until {risk.accepted_until:%-d %B %Y}")
    return Fact("Response", said)


def history(page: RiskPage) -> list[ScoreWords]:
    """Every score ever given, latest first."""
    bands = page.settings.bands
    return [
        ScoreWords(
            on=local_day(one.scored_at),
            what=_MOMENTS[Score.Moment(one.moment)],
            score=one.score,
            level=bands.level(one.score),
            band=LEVEL_WORDS[bands.level(one.score)],
            judged=f"{one.likelihood} × {one.impact}: {judged_words(one.likelihood, one.impact)}",
            why=one.why,
            by=one.scored_by,
        )
        for one in reversed(page.scores)
    ]


def chart(page: RiskPage, today: date) -> SafeString | str:
    """What it scored at each quarter's end and today, once it has been scored anew; empty on its first day."""
    scores = [one for one in page.scores if one.moment == Score.Moment.NOW]
    if len(scores) < 2 or local_day(scores[0].scored_at) >= today:
        return ""
    target = page.latest(Score.Moment.TARGET)
    points = _points(scores, today)
    first, last = points[0], points[-1]
    return responsive(
        Chart(
            points=points,
            target=target.score if target else None,
            decimals=0,
            floor=0,
            ceiling=25,
            reach=(0, 25),
            title=f"What {page.risk} scored at the end of each quarter: {first.value:g} in {first.label}, "
            f"{last.value:g} today.",
        )
    )


def _points(scores: Sequence[Score], today: date) -> tuple[ChartPoint, ...]:
    """The score that held at the end of each quarter since the first, or on the day of the first; and today's."""
    ends = [today]
    day = last_quarters_end(today)
    while len(ends) <= QUARTERS and day >= local_day(scores[0].scored_at):
        ends.append(day)
        day = last_quarters_end(day)
    if len(ends) == 1:
        ends.append(local_day(scores[0].scored_at))
    return tuple(
        ChartPoint("Today" if end == today else f"{end:%B %Y}", _held_on(scores, end))
        for end in reversed(ends)
    )


def _held_on(scores: Sequence[Score], day: date) -> float:
    return float([one.score for one in scores if local_day(one.scored_at) <= day][-1])
