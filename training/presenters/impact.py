"""What came of a review or a course, in words: found, trained, said, seen since, each with how strong it is."""

from dataclasses import dataclass

from django.template.defaultfilters import pluralize

from registers.rules.evidence import STRENGTH, STRENGTH_WORDS, Kind
from training.presenters.reviews import TestWords, look_words
from training.queries.impact import Impact, Trained
from training.rules.embedding import CARRIED_WORDS

#: Stands on every such page.
NO_CAUSE = (
    "What is told here stands in the order in which it happened. That one thing came after another does not show that "
    "it came from it: other things changed too. A re-audit weighs more than what people say, and that more than "
    "who came."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, and how strong such evidence is; empty where too few said it to be any."""

    label: str
    words: str
    strength: str


@dataclass(frozen=True, slots=True)
class ImpactWords:
    """Everything such a page says."""

    impact: Impact
    trained: str
    said: tuple[Line, ...]
    recommendations: tuple[tuple[str, str, str], ...]
    tests: tuple[TestWords, ...]
    figure_strength: str
    no_cause: str = NO_CAUSE


def impact_words(impact: Impact) -> ImpactWords:
    """The whole thread in words."""
    follow_up, told = STRENGTH_WORDS[STRENGTH[Kind.FOLLOW_UP]], impact.told
    return ImpactWords(
        impact=impact,
        trained=trained_sentence(impact.trained),
        said=tuple(
            Line(label, one.words, follow_up if one.enough else "")
            for label, one in (
                ("Knowledge, before to three months on", told.knowledge),
                ("Confidence, before to three months on", told.confidence),
                ("Changed how they work, three months on", told.practice),
                ("Their managers saw a change", told.managers),
            )
        ),
        recommendations=tuple(
            (f"{one.review}, recommendation {one.number}", one.text, CARRIED_WORDS[state])
            for one, state in impact.recommendations
        ),
        tests=tuple(look_words(one) for one in impact.tests),
        figure_strength=STRENGTH_WORDS[STRENGTH[Kind.INDICATOR]],
    )


def trained_sentence(trained: Trained) -> str:
    """“34 different people took 41 places in 3 sessions, from 3 March to 12 May 2018.” Attendance is weak evidence."""
    if not trained.sessions or trained.first is None or trained.last is None:
        return "No session has been held because of it yet."
    people = f"{trained.people:,} different {'person' if trained.people == 1 else 'people'}"
    places = f"{trained.places:,} place{pluralize(trained.places)}"
    sessions = f"{trained.sessions} session{pluralize(trained.sessions)}"
    when = f"on {trained.first:%-d %B %Y}"
    if trained.last != trained.first:
        when = f"from {trained.first:%-d %B %Y} to {trained.last:%-d %B %Y}"
    return f"{people} took {places} in {sessions}, {when}."
