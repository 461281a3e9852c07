"""The kinds of agency a board meets, as data with dates. The words may be edited; the dates are the law's.

Sources: Children Act 2004 s13 (board partners) and Health and Social Care Act 2012 (PCTs abolished, CCGs from
1 April 2013); Health and Care Act 2022 (ICBs from 1 July 2022); Offender Rehabilitation Act 2014 reforms
(probation trusts to NPS and CRCs, June 2014; unified Probation Service, June 2021).

Who is asked for a Section 11 self-assessment, and by what right: Children Act 2004 s11 (the bodies it lists must report
on their arrangements when a board asks); Education Act 2002 s175 and s157, Childcare Act 2006 s40 (bind schools and
early years providers, not towards the board); others are invited. The three groups are data: a board may hold another
view of a kind, and its solicitor decides.
"""

from dataclasses import dataclass
from datetime import date

SECTION_11 = "section 11, Children Act 2004"
SECTION_175 = "section 175, Education Act 2002"
SECTION_157 = "section 157, Education Act 2002"
SECTION_40 = "section 40, Childcare Act 2006"
#: Working Together 2015, chapter 2: Cafcass has its own duty, kept in line with section 11.
CAFCASS = "section 12, Criminal Justice and Court Services Act 2000"


@dataclass(frozen=True)
class KindFacts:
    """A kind of agency: its word, whether usually a statutory board partner, when it existed."""

    code: str
    name: str
    statutory: bool = False
    since: date | None = None
    until: date | None = None
    followed_by: str = ""
    #: `section_11`, `own_duty` or `invited`; empty for what is no organisation of its own.
    duty: str = "section_11"
    basis: str = SECTION_11
    #: Chased in friendly words only.
    kindly: bool = False


def _invited(code: str, name: str) -> KindFacts:
    return KindFacts(code, name, duty="invited", basis="", kindly=True)


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
    KindFacts("schools", "Schools and colleges", duty="own_duty", basis=SECTION_175),
    KindFacts("maintained_school", "Maintained school", duty="own_duty", basis=SECTION_175),
    KindFacts("academy", "Academy", duty="own_duty", basis=SECTION_157),
    KindFacts("independent_schools", "Independent schools", duty="own_duty", basis=SECTION_157, kindly=True),
    KindFacts("early_years", "Early years provider", duty="own_duty", basis=SECTION_40),
    KindFacts("youth_offending", "Youth offending team", statutory=True),
    KindFacts(
        "probation_trust", "Probation trust", statutory=True, until=date(2014, 5, 31), followed_by="probation"
    ),
    KindFacts("probation", "Probation", statutory=True, since=date(2014, 6, 1)),
    KindFacts("cafcass", "Cafcass", statutory=True, duty="own_duty", basis=CAFCASS),
    KindFacts("county_council", "County council", statutory=True),
    KindFacts("district_councils", "District councils", statutory=True),
    KindFacts("police_commissioner", "Police and crime commissioner", since=date(2012, 11, 22)),
    KindFacts("transport_police", "British Transport Police"),
    KindFacts("nhs_england", "NHS England", statutory=True, since=date(2013, 4, 1)),
    KindFacts("prison", "Prison or young offender institution", statutory=True),
    _invited("armed_forces", "Armed forces welfare"),
    _invited("voluntary_sector", "Voluntary sector"),
    _invited("faith", "Faith body"),
    _invited("sport", "Sports body"),
    KindFacts("partnership", "Partnership of agencies", duty="", basis=""),
    KindFacts("business_unit", "Board business unit", duty="", basis=""),
)
