"""What the standing checks find, ready to print: under a heading a check."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from registers.presenters.risk_words import s
from registers.queries.checks import LetStand, SecondLook
from registers.rules.checks import CHECK_WORDS, Check, Finding


@dataclass(frozen=True, slots=True)
class FindingWords:
    """One finding: what it is about, what was found, where to look, where to let it stand."""

    check: str
    reference: str
    title: str
    words: str
    url: str
    stand_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one check on this page, and how many there are on all."""

    title: str
    anchor: str
    count: int
    findings: tuple[FindingWords, ...]


@dataclass(frozen=True, slots=True)
class LetStandWords:
    """A finding somebody let stand."""

    finding: FindingWords
    dismissal_id: int
    on: date
    by: str
    reason: str


def summary(look: SecondLook) -> str:
    """The page in one sentence."""
    number = len(look.findings)
    if not number:
        return "Nothing is worth a second look."
    risks = len({one.key for one in look.findings if one.kind == "risk"})
    actions = len({one.key for one in look.findings if one.kind == "action"})
    about = " and ".join(
        f"{count} {what}{s(count)}" for count, what in ((risks, "risk"), (actions, "action")) if count
    )
    return f"{number} thing{s(number)} about {about}. Each is a question, not a fault."


def grouped(shown: Sequence[Finding], findings: Sequence[Finding], board_code: str) -> tuple[Group, ...]:
    """What is shown, under a heading a check."""
    counts = Counter(one.check for one in findings)
    return tuple(
        Group(
            CHECK_WORDS[check],
            check.value,
            counts[check],
            tuple(finding_words(one, board_code) for one in shown if one.check is check),
        )
        for check in Check
        if any(one.check is check for one in shown)
    )


def finding_words(finding: Finding, board_code: str) -> FindingWords:
    """A finding, ready to print."""
    return FindingWords(
        CHECK_WORDS[finding.check],
        finding.reference,
        finding.title,
        finding.words,
        page_url(finding, board_code),
        reverse("registers:let-stand", args=[board_code, finding.check.value, finding.key]),
    )


def let_stand_words(one: LetStand, board_code: str) -> LetStandWords:
    """A finding somebody let stand, ready to print."""
    return LetStandWords(finding_words(one.finding, board_code), one.dismissal_id, one.on, one.by, one.reason)


def page_url(finding: Finding, board_code: str) -> str:
    """The page of the risk or action, by its number."""
    number = int(finding.reference.rpartition("-")[2])
    return reverse(f"registers:{finding.kind}", args=[board_code, number])
