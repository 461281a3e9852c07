"""What the demonstration says: its notice, which numbers are published, what is invented, and texts people wrote."""

from collections.abc import Mapping

#: Printed on every page of a synthetic board.
NOTICE = "Every figure is invented, except those listed as published."

_BRIEF = (
    "Published by the real board in 2014; taken from the brief for this portal, the document was not seen"
)
_DFE = (
    "Department for Education, Characteristics of children in need: 2017 to 2018, published 25 October 2018"
)


def _sheet(where: str) -> str:
    return f"{_DFE}, {where}"


#: (what, value, source) of every published number the demonstration shows.
PUBLISHED: tuple[tuple[str, str, str], ...] = (
    ("Children on a child protection plan at 31 March 2013", "909", _BRIEF),
    ("People under 18, as the area page prints them", "280,150", _BRIEF),
    ("People under 18 as a part of the population", "21%", _BRIEF),
    (
        "Front-line staff trained by the board in six months",
        "700",
        "Taken from the brief for this portal; shown as October 2012 to March 2013, which is our choice",
    ),
    ("Children aged 0 to 17, mid-2012", "281,744", _sheet("ANNEX D148")),
    ("Children aged 0 to 17, mid-2017 (and each year between)", "283,314", _sheet("ANNEX I148")),
    ("Children in need at 31 March 2018", "8,285", _sheet("B1 S151")),
    ("Referrals, April 2017 to March 2018, and by month", "16,115", _sheet("C1 D152 and C6 row 152")),
    ("Of those, within 12 months of the last", "4,772 (29.6%)", _sheet("C1 G152, H152")),
    ("Of those, ending in no further action", "2,643 (16.4%)", _sheet("C1 I152, J152")),
    ("Of those, by source", "11 numbers", _sheet("C5 row 152")),
    (
        "Assessments within 45 working days, of those completed",
        "16,106 of 17,660 (91.2%, worked out)",
        _sheet("C2 H151 to M151, E151"),
    ),
    ("Section 47 enquiries", "3,844", _sheet("C4 D151")),
    ("Initial conferences; children at them", "1,784; 1,765", _sheet("C4 I151, K151")),
    (
        "Conferences within 15 working days",
        "1,375 of 1,784 (77.1%, worked out)",
        _sheet("C4 N151, O151"),
    ),
    ("Median working days to the conference", "14", _sheet("C4 S151")),
    ("Child protection plans started; ended", "1,536; 1,501", _sheet("D1 D150, I150")),
    ("Of those started, a second or later plan", "354 (23.0%)", _sheet("D3 F152, G152")),
    ("Of those ended, after two years or more", "108 (7.2%)", _sheet("D7 R151, S151")),
    ("Of those ended, within three months", "270 (18.0%)", _sheet("D7 F151, G151")),
    ("Children on a plan at 31 March 2018", "1,294", _sheet("D1 S150")),
    ("Of those, by first category", "950, 73, 56, 215, 0", _sheet("D4 row 152")),
    ("Of those, for two years or more", "28 (2.2%)", _sheet("D5 R151, S151")),
    ("Of those on a plan for three months, reviews in time", "761 of 951 (80.0%)", _sheet("D6 D152 to F152")),
    (
        "All figures of England, the South East, Hampshire and six other counties shown for comparison",
        "with each of them",
        f"{_DFE}: sheet and cell stand beside the figure. They came out after the day this board looks from",
    ),
)

#: What is invented, in sentences.
INVENTED: tuple[str, ...] = (
    "The board, its agencies, its people and everything they say.",
    "Every figure before April 2017, except the two of March 2013 and the 700 listed above.",
    "How the published totals of April 2017 to March 2018 fall into quarters, except referrals.",
    (
        "Every figure of the police, health, schools, youth offending, probation, domestic abuse, the "
        "designated officer, the district councils and the board’s own office."
    ),
    "How figures fall into districts: no district’s figure is its own.",
    "The numbers of people aged 10 to 17 and 10 to 24: round numbers for the sake of rates.",
    "What the chair asked, and what agencies answered.",
    "Every challenge, reply, risk, action, case audit, meeting and letter, and whatever is said in them.",
    "The targets, the late return and the return with mistakes.",
)

#: What the chair wrote for the annual report of April 2017 to March 2018.
FOREWORD = """\
This is a demonstration. The board does not exist, and I am nobody; but the questions below are those a real chair \
would put.

More children came back onto a child protection plan this year: 354 of the 1,536 plans that started were for a \
child who had been on one before. That is nearly one in four. Five years ago it was one in seven. I do not know \
yet why, and I do not think anyone does. I have asked for an answer that goes behind the figure: how long after \
the first plan, for which kind of harm, and what help the family had in between.

Conferences are a better story. In the second half of 2016 four in ten were late. They are not now. It took \
people, rooms and a shared diary, and it took partners who said openly that they were part of the delay.

Police came to fewer conferences over the last year than at any time in the six years we show. A report is not \
the same as a person who can be asked.

One agency has not sent its last return, and another sent one we could not use. A board that asks others for \
figures on time should begin at its own table."""

#: Who lives there, as the area page and the annual report print it.
AREA = """\
About 280,150 people under 18 live in the area, 21 per cent of its population, as published in 2014. Rates in this \
report use the Office for National Statistics’ later estimates, printed by the Department for Education: 281,744 \
children in the middle of 2012 and 283,314 in the middle of 2017.

Eleven districts make up the county, from crowded harbour towns to villages with a bus a day. Police, hospitals \
and mental health services also serve neighbouring authorities, so their own boundaries are not ours."""

#: What comes next, in the chair's words.
CONCLUSION = """\
Next year the board will look behind second and later plans, case by case, with social care, health and schools \
in one room. It will ask police for a plan for conferences. It will judge both by the figures in this report, a \
year on."""

#: What agencies wrote beside their figures: by indicator, agency and the period's short name.
COMMENTARY: Mapping[tuple[str, str, str], str] = {
    ("T05", "csc", "Q1 2017/18"): (
        "Above 20% for the second quarter running. We are reading the files of the children whose last plan ended "
        "less than a year ago."
    ),
    ("T05", "csc", "Q2 2017/18"): (
        "Two in five of these children were last on a plan for neglect. Large families count once for each child."
    ),
    ("T05", "csc", "Q3 2017/18"): (
        "Step-down plans were missing in half of the files read. A manager now signs each one before a plan ends."
    ),
    ("T05", "csc", "Q4 2017/18"): (
        "Still rising. Too early to see the effect of the step-down check begun in January."
    ),
    ("T02", "csc", "Q1 2017/18"): (
        "Recovering since the booking desk opened in December. Most late conferences now wait for an interpreter "
        "or for a large family to be seen."
    ),
    ("T02", "csc", "Q4 2017/18"): "Three quarters running near the level of 2015. The booking desk stays.",
    ("T04", "csc", "Q4 2017/18"): (
        "One late review keeps a child out of this figure until the plan ends. In the quarter itself nine in ten "
        "reviews were on time."
    ),
    (
        "D12",
        "csc",
        "Q4 2017/18",
    ): "Plans start faster than they end. Four in five are for neglect or emotional abuse.",
    (
        "D09",
        "csc",
        "Q4 2017/18",
    ): "The new screening at the front door leads to more enquiries on the same day.",
    ("W01", "csc", "Q4 2017/18"): "Nine newly qualified workers begin in September.",
    ("M01", "pol", "Q1 2017/18"): "Two conference officers moved to the missing children team in April.",
    ("M01", "pol", "Q3 2017/18"): "Invitations reach us late for conferences called at short notice.",
    ("M01", "pol", "Q4 2017/18"): "Written reports were sent for nine in ten. One post is being filled.",
    ("M05", "hlt", "Q4 2017/18"): "The one-page form is now used by four surgeries in five.",
    ("O09", "hlt", "Q3 2017/18"): "Fewer visits in the two weeks of snow; all babies were seen by day 21.",
    ("O05", "acu", "Q2 2017/18"): "Fewer attendances in the school holidays, as every year.",
    (
        "O07",
        "cam",
        "Q3 2017/18",
    ): "Two assessors on leave. Children flagged as urgent were seen within a week.",
    (
        "O12b",
        "edu",
        "Autumn 2017/18",
    ): "Three schools account for half of them; we have met each head teacher.",
    ("O16", "yot", "Q4 2017/18"): "Triage with the police began in 2013, and the fall has slowed.",
    ("M12a", "dap", "Q4 2017/18"): "An extra meeting was held in February.",
    ("O20", "lado", "Q4 2017/18"): "Nine cases wait for police enquiries.",
    (
        "W07",
        "dcs",
        "Q4 2017/18",
    ): "Two districts have moved to a new staff system and cannot yet count leisure staff.",
    ("W09", "brd", "Q4 2017/18"): "Replies most often name earlier calls to other agencies.",
}
