"""What staff work as: the list a board starts with, from the training pools of English boards. It may be edited."""

PROFESSIONS: tuple[tuple[str, str], ...] = (
    ("social-care", "Social workers"),
    ("early-help", "Early help and family support"),
    ("police", "Police officers and staff"),
    ("midwives", "Midwives"),
    ("health-visitors", "Health visitors and school nurses"),
    ("acute", "Hospital staff"),
    ("general-practice", "General practice and primary care"),
    ("mental-health", "Mental health staff"),
    ("designated-leads", "Designated safeguarding leads in schools"),
    ("teachers", "Teachers and other school staff"),
    ("governors", "School governors"),
    ("early-years", "Early years staff"),
    ("youth-justice", "Youth justice staff"),
    ("probation", "Probation staff"),
    ("housing", "Housing and district council staff"),
    ("voluntary", "Voluntary, faith and sports groups"),
    ("foster-carers", "Foster carers"),
    ("adult-services", "Adult services staff"),
    ("councillors", "Councillors"),
    ("other", "Others"),
)
