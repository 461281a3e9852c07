"""An indicator's definition in words, row by row, for the pages by which it is kept."""

from scorecard.catalogue.catalogue import CatalogueIndicator
from scorecard.models import Indicator
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.words import target_words, unit_words

_BASES = {
    Basis.IN_PERIOD: "the period alone",
    Basis.SNAPSHOT: "the day it ends",
    Basis.YEAR_TO_DATE: "from April up to its end",
    Basis.ROLLING: "the twelve months up to its end",
}
_POLARITIES = {
    Polarity.HIGHER: "Higher is better",
    Polarity.LOWER: "Lower is better",
    Polarity.CONTEXT: "Neither way is good by itself",
}


def definition_rows(of: Indicator | CatalogueIndicator, parts: tuple[str, ...]) -> list[tuple[str, str]]:
    """What it is, as (what, in words); what does not apply is left out."""
    unit = unit_words(Unit(of.unit), Polarity.CONTEXT, per=of.per, yearly=False)
    rows = [
        ("What is counted", of.numerator),
        ("Out of what", of.denominator),
        ("The figure is", f"{unit}, shown with {_places(of.decimals)}"),
        ("Ages", of.ages.replace("-", " to ")),
        ("It counts", _counts(of)),
        ("A figure covers", _BASES[Basis(of.basis)]),
        ("Reported", f"every {of.frequency}"),
        ("Which way is good", _good(of)),
        ("Broken down by", f"{of.breakdown}: {', '.join(parts)}" if parts else of.breakdown),
    ]
    return [(what, words) for what, words in rows if words]


def _places(decimals: int) -> str:
    return {0: "no decimal place", 1: "one decimal place"}.get(decimals, f"{decimals} decimal places")


def _counts(of: Indicator | CatalogueIndicator) -> str:
    when = "what happened in a period" if of.kind == Kind.FLOW else "what stood at the end of a period"
    return when if of.whole else f"{when}, parts of things too"


def _good(of: Indicator | CatalogueIndicator) -> str:
    polarity = Polarity(of.polarity)
    if polarity is Polarity.BAND:
        return f"Best from {target_words(polarity, None, low=of.band_low, high=of.band_high)}"
    return _POLARITIES[polarity]
