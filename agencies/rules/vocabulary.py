"""What a board calls things, and since when: ideas as data with their usual words by date. No tables.

Sources: Children Act 2004 s13 (Local Safeguarding Children Boards, from 1 April 2006); Children and Social Work Act
2017 s16 to s23 and Working Together 2018 (safeguarding partners, yearly reports and child safeguarding practice
reviews, in place everywhere by 29 September 2019).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from agencies.rules.roles import BUNDLES, Role

#: By this day every area had a partnership in its board's place.
PARTNERSHIPS = date(2019, 9, 29)


class Idea(StrEnum):
    """Something boards call by different words, in different years."""

    NAME = "name"
    BODY = "body"
    BRIEF = "brief"
    CHAIR = "chair"
    CHAIR_BRIEF = "chair-brief"
    MEMBER = "member"
    REPORT = "report"
    REVIEW = "review"
    REVIEW_BRIEF = "review-brief"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands by itself, with its capital; `inside` is how it stands within a sentence."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def inside(self) -> str:
        """Without its capital, unless it is an abbreviation: “independent chair”, “SCR”."""
        if self.text[1:2].isupper():
            return self.text
        return self.text[:1].lower() + self.text[1:]


@dataclass(frozen=True, slots=True)
class Facts:
    """An idea: what it is, in words of no year, where its word is read, and what it is usually called since when."""

    idea: Idea
    title: str
    used: str
    #: In order; the first without a day. None for the board's name, which no law gives.
    usual: tuple[tuple[date | None, str], ...]
    #: Whether it is an office, a report or a procedure whose meaning a reader of a report may want to know.
    meaning: str = ""


IDEAS: tuple[Facts, ...] = (
    Facts(Idea.NAME, "The board’s own name", "At the top of every page, in letters and on reports.", ()),
    Facts(
        Idea.BODY,
        "What kind of body it is",
        "In the words a report explains.",
        (
            (None, "Local Safeguarding Children Board (LSCB)"),
            (PARTNERSHIPS, "Safeguarding Children Partnership"),
        ),
        "The agencies of an area that the law obliges to work together to keep children safe, and to ask each other "
        "whether they do.",
    ),
    Facts(
        Idea.BRIEF,
        "That body, in a word",
        "On the pages of reports, and where a page says who may do what.",
        ((None, "Board"), (PARTNERSHIPS, "Partnership")),
    ),
    Facts(
        Idea.CHAIR,
        "Who leads or scrutinises it, and belongs to no agency",
        "The title of that role on pages, in letters and in the audit trail.",
        ((None, "Independent chair"), (PARTNERSHIPS, "Independent scrutineer")),
        "Somebody of no agency who asks the agencies to account for what they do.",
    ),
    Facts(
        Idea.CHAIR_BRIEF,
        "That person, in a word",
        "In sentences, and before the foreword of a report.",
        ((None, "Chair"), (PARTNERSHIPS, "Scrutineer")),
    ),
    Facts(
        Idea.MEMBER,
        "Who sits on it",
        "The title of that role on pages, in letters and in the audit trail.",
        ((None, "Board member"), (PARTNERSHIPS, "Partnership member")),
    ),
    Facts(
        Idea.REPORT,
        "What it publishes of a year",
        "The title of the report: its pages, its PDF and the names of its files.",
        ((None, "Annual report"), (PARTNERSHIPS, "Yearly report")),
        "What the agencies did in a year from April to March, and what came of it for children.",
    ),
    Facts(
        Idea.REVIEW,
        "The review after a child has died or come to serious harm",
        "In the words a report explains.",
        ((None, "Serious case review"), (PARTNERSHIPS, "Local child safeguarding practice review")),
        "What agencies learn together after a child has died or was seriously harmed, and abuse or neglect is known "
        "or suspected.",
    ),
    Facts(
        Idea.REVIEW_BRIEF,
        "That review, in brief",
        "In the words a report explains.",
        ((None, "SCR"), (PARTNERSHIPS, "LCSPR")),
    ),
)
#: The roles whose titles are a board's own words.
OFFICES = {Role.INDEPENDENT_CHAIR: Idea.CHAIR, Role.BOARD_MEMBER: Idea.MEMBER}
#: An idea, and the one that is its short form.
SHORT_FORMS = {Idea.BODY: Idea.BRIEF, Idea.CHAIR: Idea.CHAIR_BRIEF, Idea.REVIEW: Idea.REVIEW_BRIEF}


def facts_of(idea: Idea) -> Facts:
    """What is known of an idea."""
    return next(one for one in IDEAS if one.idea is idea)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word the board itself set, from a day on; `term_id` is where it is kept."""

    idea: Idea
    word: str
    since: date
    term_id: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A word with its time: until the day before `until`, None for no end; `own` where the board set it."""

    word: Word
    since: date | None
    until: date | None
    own: OwnWord | None

    def holds(self, day: date) -> bool:
        """Whether the word is in force on this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Vocabulary:
    """A board's words: its own where it has set some, else the usual ones. `name` is the name it opened with."""

    name: str = ""
    own: tuple[OwnWord, ...] = field(default=())

    def word(self, idea: Idea, on: date) -> Word:
        """What the idea is called on a day."""
        return next(one.word for one in self.stretches(idea) if one.holds(on))

    def role(self, role: Role, on: date) -> Word:
        """What a role is called on a day."""
        idea = OFFICES.get(role)
        return Word(BUNDLES[role].title) if idea is None else self.word(idea, on)

    def stretches(self, idea: Idea) -> tuple[Stretch, ...]:
        """Every word of an idea in order of time. Usual words end where the board set its first own one."""
        own = sorted((one for one in self.own if one.idea is idea), key=lambda one: one.since)
        return tuple(_in_turn([*self._usual(idea, own), *((one.since, one.word, one) for one in own)]))

    def _usual(self, idea: Idea, own: Iterable[OwnWord]) -> Iterator[tuple[date | None, str, OwnWord | None]]:
        first = next((one.since for one in own), None)
        for since, word in facts_of(idea).usual or ((None, self.name),):
            if since is None or first is None or since < first:
                yield since, word, None

    def on(self, day: date) -> dict[str, Word]:
        """Every idea's word on a day, by the name a template calls it: `chair_brief`."""
        return {idea.value.replace("-", "_"): self.word(idea, day) for idea in Idea}


def _in_turn(words: list[tuple[date | None, str, OwnWord | None]]) -> Iterator[Stretch]:
    """Each word until the next one begins."""
    for (since, word, own), (until, _, _) in pairwise([*words, (None, "", None)]):
        yield Stretch(Word(word), since, until, own)
