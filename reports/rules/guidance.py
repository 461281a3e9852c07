"""What statutory guidance asks of a year's report, as data, and how much of it a report tells. No tables.

In our own words, each with its source; whoever signs a report reads the guidance itself. Sources: Children Act 2004
s14A (annual report of a Local Safeguarding Children Board); Working Together to Safeguard Children, March 2013 and
March 2015, chapter 3; Children and Social Work Act 2017 s16G and Working Together 2018 and 2023 (yearly reports).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Facts(StrEnum):
    """What is entered as data and a report may still lack."""

    PRIORITIES = "the board’s priorities"
    ATTENDANCE = "meetings that are written up and closed"
    CONTRIBUTIONS = "contributions"
    COSTS = "costs"
    GROUPS = "sub-groups"
    VOICES = "what children and families said"


class Told(StrEnum):
    """How much of one thing a report tells."""

    ALL = "told"
    PART = "told in part"
    NONE = "not told yet"


@dataclass(frozen=True, slots=True)
class Content:
    """One thing a report must tell: the texts that tell it, and the facts behind them."""

    asks: str
    texts: tuple[str, ...]
    facts: tuple[Facts, ...] = ()


@dataclass(frozen=True, slots=True)
class Guidance:
    """The guidance for reports of years that end on a day or later."""

    code: str
    name: str
    source: str
    since: date
    contents: tuple[Content, ...]
    #: What must be done with the report, in sentences.
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist: what is asked, how much is told, and what is missing."""

    asks: str
    told: Told
    texts: tuple[str, ...]
    missing_texts: tuple[str, ...]
    missing_facts: tuple[Facts, ...]


_ASSESSMENT = Content(
    "A rigorous and open assessment of how well local services safeguard children.",
    ("scorecard", "section-11"),
)
_WEAKNESSES = Content(
    "Where services are weak, why, what is being done about it, and what else is proposed.",
    ("scorecard", "impact", "conclusion"),
)
_REVIEWS = Content("Lessons from reviews undertaken in the year.", ("reviews",))
_MONEY = Content("What each partner contributed to the board.", ("partners",), (Facts.CONTRIBUTIONS,))
_SPENT = Content(
    "What was spent, with child death reviews, case reviews and training shown separately.",
    ("budget",),
    (Facts.COSTS,),
)
_RESTRAINT = Content(
    "Where there is a secure establishment in the area: a review of the use of restraint there. Elsewhere, that there "
    "is none.",
    ("restraint",),
)
_SENT_TO = (
    "Send it to the council’s chief executive and leader, the police and crime commissioner, and the chair of the "
    "health and wellbeing board."
)
_LSCB_2013 = (_ASSESSMENT, _WEAKNESSES, _REVIEWS, _MONEY, _SPENT, _RESTRAINT)
_LSCB_2015 = (
    _ASSESSMENT,
    _WEAKNESSES,
    Content(
        "How well partners respond to child sexual exploitation, and how they used their data to improve services for "
        "vulnerable children.",
        ("exploitation",),
    ),
    Content("Data on children missing from care, and what the board does about it.", ("exploitation",)),
    _REVIEWS,
    _MONEY,
    _SPENT,
    _RESTRAINT,
)
_DONE = Content(
    "What was done under the arrangements, and how effective they have been in practice.",
    ("priorities", "impact"),
    (Facts.PRIORITIES,),
)
_IMPACT = Content(
    "Evidence of impact on children and families, training included, from early help to care and leaving care.",
    ("impact", "scorecard", "training"),
)
_NO_PROGRESS = Content(
    "Where there is little or no evidence of progress on what was agreed.",
    ("priorities",),
    (Facts.PRIORITIES,),
)
_FEEDBACK = Content(
    "How children and families were asked, and what was changed by what they said.",
    ("voices",),
    (Facts.VOICES,),
)
_YEARLY_2018 = (
    _DONE,
    _IMPACT,
    _NO_PROGRESS,
    Content(
        "Decisions and actions taken, or planned, on the recommendations of local and national reviews, and what "
        "improved.",
        ("reviews",),
    ),
    _FEEDBACK,
    Content("Changes to the published arrangements, and by when they take effect.", ("conclusion",)),
    _RESTRAINT,
)
_YEARLY_2023 = (
    _DONE,
    Content(
        "What each partner contributed to the arrangements.",
        ("partners",),
        (Facts.CONTRIBUTIONS, Facts.ATTENDANCE),
    ),
    _IMPACT,
    _NO_PROGRESS,
    Content(
        "Themes from reviews, audits and scrutiny, and what was learnt from serious incidents.", ("reviews",)
    ),
    Content(
        "Key decisions and actions on the recommendations of reviews, and their impact.",
        ("reviews", "impact"),
    ),
    _FEEDBACK,
    Content(
        "What the arrangements cost in the financial year: contributions, income and spending.",
        ("budget",),
        (Facts.CONTRIBUTIONS, Facts.COSTS),
    ),
    Content("How education is represented and heard, in strategy and in practice.", ("partners",)),
    Content(
        "How data is used to learn, and whether better sharing of information has improved practice.",
        ("scorecard", "exploitation"),
    ),
    _RESTRAINT,
)
_TO_THE_PANEL = (
    "Publish it, and send a copy to the Child Safeguarding Practice Review Panel and to the What Works Centre within "
    "seven days of publication."
)

#: The oldest first. A year's report follows what was in force when the year ended, as far as reports of it go.
GUIDANCE: tuple[Guidance, ...] = (
    Guidance(
        "lscb-2013",
        "Working Together 2013",
        "chapter 3, annual report",
        date(2013, 3, 31),
        _LSCB_2013,
        (_SENT_TO,),
    ),
    Guidance(
        "lscb-2015",
        "Working Together 2015",
        "chapter 3, annual report",
        date(2015, 3, 31),
        _LSCB_2015,
        (_SENT_TO,),
    ),
    Guidance(
        "yearly-2018",
        "Working Together 2018",
        "chapter 3, yearly report",
        date(2020, 3, 31),
        _YEARLY_2018,
        (_TO_THE_PANEL,),
    ),
    Guidance(
        "yearly-2023",
        "Working Together 2023",
        "chapter 2, yearly report",
        date(2024, 3, 31),
        _YEARLY_2023,
        ("Publish it by the end of September.", _TO_THE_PANEL),
    ),
)


def usual_guidance(year_ends: date) -> Guidance:
    """The guidance a report of a year that ends on this day follows, unless a board says otherwise."""
    known = [one for one in GUIDANCE if one.since <= year_ends]
    return known[-1] if known else GUIDANCE[0]


def guidance_called(code: str, *, year_ends: date) -> Guidance:
    """The guidance of this code; the year's usual one where there is none of it."""
    return next((one for one in GUIDANCE if one.code == code), usual_guidance(year_ends))


def checklist(guidance: Guidance, *, texts: Collection[str], facts: Collection[Facts]) -> tuple[Item, ...]:
    """What the guidance asks, each with what is still missing when these texts are written and these facts entered."""
    return tuple(_item(one, texts, facts) for one in guidance.contents)


def _item(content: Content, texts: Collection[str], facts: Collection[Facts]) -> Item:
    missing_texts = tuple(one for one in content.texts if one not in texts)
    missing_facts = tuple(one for one in content.facts if one not in facts)
    missing, needed = len(missing_texts) + len(missing_facts), len(content.texts) + len(content.facts)
    told = Told.ALL if not missing else Told.NONE if missing == needed else Told.PART
    return Item(content.asks, told, content.texts, missing_texts, missing_facts)
