"""The texts people write into a report of each kind: what each is called, and what it is for."""

from dataclasses import dataclass

from agencies.rules.vocabulary import Idea, Vocabulary
from reports.rules.kinds import Kind
from reports.rules.titles import last_day


@dataclass(frozen=True, slots=True)
class Part:
    """One text. In `title` and `hint` stand the board's own words: {chair}, {Chair}, {brief}, {report}."""

    code: str
    title: str
    hint: str


_FOREWORD = Part(
    "foreword", "{Chair}’s foreword", "What kind of year it was, in the {chair}’s own words. Half a page."
)
_ANNUAL = (
    _FOREWORD,
    Part("area", "The area", "Who lives here: what a reader must know to understand the figures."),
    Part(
        "priorities",
        "Priorities and progress",
        "For each priority: what was done, what has changed for children, and where there is little or no progress.",
    ),
    Part(
        "scorecard",
        "What the figures tell us",
        "What is strong, what is weak, what causes the weaknesses, and what is done about them.",
    ),
    Part(
        "exploitation",
        "Exploitation and missing children",
        "How well partners respond to exploitation, how they used their data, and what is done about children who go "
        "missing.",
    ),
    Part(
        "restraint",
        "Secure establishments",
        "A review of the use of restraint in each secure establishment of the area, or that there is none.",
    ),
    Part(
        "impact",
        "What came of our questions",
        "Where children are better off, and honestly where nobody knows yet.",
    ),
    Part(
        "reviews", "Reviews and learning", "What reviews taught, what was changed, and whether it has stuck."
    ),
    Part(
        "section-11", "Organisations’ own safeguarding", "What the self-assessments showed, and what follows."
    ),
    Part(
        "training", "Training", "Whom it reached, whom it did not, and what is different in practice since."
    ),
    Part(
        "voices",
        "What children and families told us",
        "How they were asked, what they said, and what was changed.",
    ),
    Part("partners", "The partners", "How partners took part, and how schools are heard."),
    Part("budget", "The budget", "What the money was spent on, and whether it is enough."),
    Part("groups", "Sub-groups", "What the groups did that made a difference."),
    Part("conclusion", "What comes next", "What the {brief} will do next year, and how it will know."),
)
PARTS: dict[Kind, tuple[Part, ...]] = {
    Kind.ANNUAL: _ANNUAL,
    Kind.BOARD_PACK: (Part("note", "A note to members", "What members should read first, in a few lines."),),
    Kind.COUNCILLOR: (_FOREWORD,),
    Kind.EVIDENCE: (Part("note", "A note to the reader", "What is in this pack, and why it was chosen."),),
}


def sections_of(kind: Kind) -> tuple[str, ...]:
    """The codes of its texts, in their order."""
    return tuple(one.code for one in PARTS[kind])


def section_titles(words: Vocabulary, kind: Kind, year: int) -> dict[str, tuple[str, str]]:
    """Its texts by code: what each is called and what it is for, in the words of the day its year ends."""
    day = last_day(year)
    chair, brief = words.word(Idea.CHAIR_BRIEF, day), words.word(Idea.BRIEF, day)
    own = {"chair": chair.inside, "Chair": chair.text, "brief": brief.inside}
    return {one.code: (one.title.format(**own), one.hint.format(**own)) for one in PARTS[kind]}
