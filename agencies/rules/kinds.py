"""The kinds of agency a board meets, as data with dates. The words may be edited; the dates are the law's.

Sources: Children Act 2004 s13 (board partners) and Health and Social Care Act 2012 (PCTs abolished, CCGs from
1 April 2013); Health and Care Act 2022 (ICBs from 1 July 2022); Offender Rehabilitation Act 2014 reforms
(probation trusts to NPS and CRCs, June 2014; unified Probation Service, June 2021).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class KindFacts:
    """A kind of agency: its word, whether usually a statutory board partner, when it existed."""

    code: str
    name: str
    statutory: bool = False
    since: date | None = None
    until: date | None = None
    followed_by: str = ""


KINDS: tuple[KindFacts, ...] = (
    KindFacts("social_care", "Children’s social care", statutory=True),
    KindFacts("early_help", "Early help"),
    KindFacts("police", "Police", statutory=True),
    KindFacts(
        "primary_care_trust", "Primary care trust", statutory=True, until=date(2013, 3, 31), followed_by="ccg"
    ),
    KindFacts(
        "ccg",
        "Clinical commissioning group",
        statutory=True,
        since=date(2013, 4, 1),
        until=date(2022, 6, 30),
        followed_by="icb",
    ),
    KindFacts("icb", "Integrated care board", statutory=True, since=date(2022, 7, 1)),
    KindFacts("acute_trust", "Acute hospital trust", statutory=True),
    KindFacts("community_trust", "Community health trust", statutory=True),
    KindFacts("mental_health_trust", "Mental health trust", statutory=True),
    KindFacts("schools", "Schools and colleges"),
    KindFacts("independent_schools", "Independent schools"),
    KindFacts("youth_offending", "Youth offending team", statutory=True),
    KindFacts(
        "probation_trust", "Probation trust", statutory=True, until=date(2014, 5, 31), followed_by="probation"
    ),
    KindFacts("probation", "Probation", statutory=True, since=date(2014, 6, 1)),
    KindFacts("cafcass", "Cafcass", statutory=True),
    KindFacts("district_councils", "District councils", statutory=True),
    KindFacts("armed_forces", "Armed forces welfare"),
    KindFacts("voluntary_sector", "Voluntary sector"),
    KindFacts("partnership", "Partnership of agencies"),
    KindFacts("business_unit", "Board business unit"),
)
