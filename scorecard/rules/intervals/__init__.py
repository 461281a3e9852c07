"""Intervals round one period's figures, for comparing places or agencies. Never times: that is `variation`'s.

Counts are exact numbers; what comes back are floats, since every formula takes a root: good to nine digits, for
drawing and comparing, never for further sums. The methods are those of OHID's public health technical guidance
(fingertips.phe.org.uk) and APHO Technical Briefings 2 and 3. They take people as independent: where children
come in families, every interval is too narrow, and the page says so.
"""

from scorecard.rules.intervals.funnels import funnel_of_proportions, funnel_of_rates
from scorecard.rules.intervals.pairs import newcombe, rates_difference, rates_ratio
from scorecard.rules.intervals.single import BYAR_FROM, byars, wilson, yearly
from scorecard.rules.intervals.value import DRAWN, FLAGGED, Interval

__all__ = [
    "BYAR_FROM",
    "DRAWN",
    "FLAGGED",
    "Interval",
    "byars",
    "funnel_of_proportions",
    "funnel_of_rates",
    "newcombe",
    "rates_difference",
    "rates_ratio",
    "wilson",
    "yearly",
]
