"""What a report is called, and what its words mean: as on the day its year ends, whenever it is built."""

from datetime import date

from agencies.rules.vocabulary import IDEAS, SHORT_FORMS, Idea, Vocabulary, Word
from reports.rules.kinds import KINDS, Kind
from scorecard.rules.periods import Period


def last_day(year: int) -> date:
    """The day a report's year ends: of 2017, 31 March 2018."""
    return date(year + 1, 3, 31)


def name_of(words: Vocabulary, kind: Kind, period: Period) -> Word:
    """What a kind of report is called on its period's last day; the annual one by the board's own word."""
    return words.word(Idea.REPORT, period.last) if kind is Kind.ANNUAL else Word(KINDS[kind].title)


def title_of(words: Vocabulary, kind: Kind, period: Period) -> Word:
    """The report of a period, such as “Annual report 2017 to 2018”."""
    return Word(f"{name_of(words, kind, period)} {period.label}")


def file_name(words: Vocabulary, board_code: str, kind: Kind, period: Period) -> str:
    """What its files are called, without the end: `wessex-annual-report-2017-2018`."""
    name = _plain(name_of(words, kind, period).text)
    return f"{board_code}-{name}-{_plain(period.label.replace(' to ', ' '))}"


def slug_of(period: Period) -> str:
    """A period in an address: 2017-18 for the year, q4-2017-18 for a quarter."""
    return _plain(period.short.replace("/", " "))


def _plain(text: str) -> str:
    """Letters and digits alone, joined by hyphens."""
    letters = "".join(one if one.isalnum() else " " for one in text.replace("’", "").lower())
    return "-".join(letters.split())


def explained(words: Vocabulary, year: int) -> tuple[tuple[str, str], ...]:
    """The words a reader may not know, each with what it means and what it was called before."""
    day = last_day(year)
    found = []
    for facts in IDEAS:
        if not facts.meaning:
            continue
        held = next(one for one in words.stretches(facts.idea) if one.holds(day))
        since = "".join(
            f" Until {one.until:%-d %B %Y}: {one.word.inside}."
            for one in words.stretches(facts.idea)
            if one.until is not None and one.until == held.since
        )
        found.append((_with_short_form(words, facts.idea, held.word, day), f"{facts.meaning}{since}"))
    return tuple(found)


def _with_short_form(words: Vocabulary, idea: Idea, word: Word, day: date) -> str:
    """“Serious case review (SCR)”; the word alone where its short form is a part of it."""
    short = words.word(SHORT_FORMS[idea], day) if idea in SHORT_FORMS else word
    return word.text if short.inside.lower() in word.text.lower() else f"{word} ({short})"
