"""What a page says of an indicator that is retired, or of an older version, and where the others are read."""

from dataclasses import dataclass

from scorecard.models import Indicator
from scorecard.queries.indicator_page import IndicatorPage


@dataclass(frozen=True, slots=True)
class Version:
    """Another version: what it is, and what is written behind the page's address to read it."""

    words: str
    query: str


def notice(indicator: Indicator) -> str:
    """What must be known before its figures are read; nothing of one that is measured as it stands."""
    if indicator.until is not None:
        return (
            f"This is version {indicator.version}, by which it was counted until {indicator.until:%-d %B %Y}."
        )
    if indicator.retired_from is not None:
        return (
            f"No longer measured from {indicator.retired_from:%-d %B %Y} on. {indicator.retired_because} "
            "What was measured before stays here."
        )
    return ""


def others(page: IndicatorPage) -> tuple[Version, ...]:
    """The other versions, newest first."""
    return tuple(_version(one) for one in page.versions)


def _version(one: Indicator) -> Version:
    if one.until is None:
        return Version(f"The version in force: version {one.version}, since {one.since:%-d %B %Y}", "")
    out_of = f" out of {one.denominator}" if one.denominator else ""
    days = f"{one.since:%-d %B %Y} to {one.until:%-d %B %Y}"
    return Version(
        f"Version {one.version}, {days}, counted “{one.numerator}”{out_of}", f"?version={one.version}"
    )
