"""Words that the register and a risk's own page share: levels, since when, what moved, whose it is."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from agencies.rules.working_days import working_days_between
from registers.models import RiskLink
from registers.queries.risks import Linked, Seen, Since
from registers.rules.risks import IMPACTS, LIKELIHOODS, Level, Move

LEVEL_WORDS = {
    Level.LOW: "Low",
    Level.MODERATE: "Moderate",
    Level.HIGH: "High",
    Level.EXTREME: "Extreme",
}
#: Whose a risk is that no agency owns.
OFFICE = "Board’s office"
#: Arrows for the eye; the words beside them say the same.
ARROWS = {Move.UP: "▲", Move.DOWN: "▼", Move.SAME: "", Move.NEW: ""}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def since_words(since: Since, today: date) -> str:
    """The month movement is told from, with its year where that is not plain: “February”, “June 2016”."""
    near = (today.year - since.day.year) * 12 + today.month - since.day.month < 12
    return f"{since.day:%B}" if near else f"{since.day:%B %Y}"


def where_from(since: Since) -> str:
    """The same in full: “at the board meeting of 12 February 2018 (M-7)”."""
    day = f"{since.day:%-d %B %Y}"
    return f"at the board meeting of {day} ({since.meeting})" if since.meeting else f"on {day}"


def change_words(now: int, then: int | None, move: Move) -> str:
    """What became of a score: “up from 12”."""
    if move is Move.NEW:
        return "New"
    return "No change" if move is Move.SAME else f"{move} from {then}"


def shift_words(now: Seen, then: Seen | None) -> str:
    """What of the score moved, likelihood first: “Likelihood from possible to likely.” Empty where nothing did."""
    if then is None:
        return ""
    said = []
    for what, words, was, becomes in (
        ("likelihood", LIKELIHOODS, then.likelihood, now.likelihood),
        ("impact", IMPACTS, then.impact, now.impact),
    ):
        if was != becomes:
            said.append(f"{what} from {words[was - 1].lower()} to {words[becomes - 1].lower()}")
    return f"{capital(', '.join(said))}." if said else ""


def judged_words(likelihood: int, impact: int) -> str:
    """Such as “likely, with major impact”."""
    return f"{LIKELIHOODS[likelihood - 1].lower()}, with {IMPACTS[impact - 1].lower()} impact"


def overdue_words(due: date, today: date) -> str:
    """How late something is, in working days; empty where it is not."""
    if today <= due:
        return ""
    days = working_days_between(due, today)
    return f"{days} working day{s(days)} overdue" if days else "overdue"


def quarters_words(number: int) -> str:
    """How long something has been so: “for three quarters”; empty under one."""
    if number < 1:
        return ""
    if number == 1:
        return " for a quarter"
    return f" for {_NUMBERS[number] if number < len(_NUMBERS) else number} quarters"


def link_url(board_code: str, linked: Linked) -> str:
    """The page of what a risk is linked to."""
    if linked.kind == RiskLink.Kind.INDICATOR:
        return reverse("scorecard:indicator", args=[board_code, linked.key])
    return reverse("registers:challenge", args=[board_code, int(linked.key)])


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a sentence; beyond `most`, how many others."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def capital(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def stopped(words: str) -> str:
    """What somebody wrote, as a sentence that ends."""
    text = words.strip()
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def s(number: int) -> str:
    """The ending of many."""
    return "" if number == 1 else "s"
