"""Signals as rows of their page: what was seen, in which period, beside which usual range, and what became of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from agencies.thread import Offer
from scorecard.models import Signal
from scorecard.queries.series import facts_of
from scorecard.rules import words
from scorecard.rules.patterns import SPECIAL_WORDS
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import shown_factor
from scorecard.rules.variation import Special


@dataclass(frozen=True, slots=True)
class SignalWords:
    """One row."""

    id: int
    code: str
    title: str
    query: str
    whose: str
    period: str
    said: str
    usual: str
    state: str
    new: bool
    ended: str
    #: What upper rooms let this reader start from it.
    offers: tuple[Offer, ...] = ()


def signal_words(signal: Signal, own_area: str, offers: tuple[Offer, ...] = ()) -> SignalWords:
    """A signal with the value and range it was raised with, in the unit its indicator is shown in."""
    indicator = signal.indicator
    facts = facts_of(indicator)
    period = Period(signal.first, signal.last, PeriodKind(indicator.frequency))
    factor, mark = shown_factor(facts, period), words.suffix(facts.unit)
    value, low, high = (
        words.number(one * factor, facts.decimals) for one in (signal.value, signal.lower, signal.upper)
    )
    elsewhere = signal.area.code != own_area
    asked = [("agency", signal.agency.code)] if signal.agency and indicator.owner_id is None else []
    asked += [("part", signal.breakdown)] if signal.breakdown != "all" else []
    asked += [("area", signal.area.code)] if elsewhere else []
    whose = [signal.agency.name if signal.agency else "All agencies together"]
    whose += [signal.area.name] if elsewhere else []
    whose += [signal.breakdown] if signal.breakdown != "all" else []
    return SignalWords(
        id=signal.pk,
        code=indicator.code,
        title=indicator.title,
        query=urlencode(asked),
        whose=", ".join(whose),
        period=period.label,
        said=f"{value}{mark}, {SPECIAL_WORDS[Special(signal.special)]}",
        usual=f"{low}{mark} to {high}{mark}",
        state=signal.challenge or signal.get_state_display(),
        new=signal.state == Signal.State.NEW,
        ended=f"ended {signal.ended_last:%-d %b %Y}" if signal.ended_last else "",
        offers=offers,
    )
