"""The standards a board starts from: the eight principles of the Section 11 guidance, and what later guidance added.

Sources: Statutory guidance on making arrangements to safeguard and promote the welfare of children under section 11 of
the Children Act 2004 (2007), the eight; Working Together to Safeguard Children 2013 and 2015, chapter 2, the additions
on culture, designated professionals, supervision and allegations; 2018, chapter 2, whistleblowing and escalation. In
our own words: a board edits them, and each version is kept.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principle:
    """A standard to start from: its title, what is asked, and what evidence may show it, one a line."""

    title: str
    asks: str
    prompts: tuple[str, ...]
    #: The year of the guidance that first asked it.
    since: int = 2007


PRINCIPLES: tuple[Principle, ...] = (
    Principle(
        "Commitment of senior leaders",
        "Senior leaders show that safeguarding children matters to them, and one of them answers for it by name.",
        ("Who is the named lead?", "When did your board or governors last discuss safeguarding?"),
    ),
    Principle(
        "A clear statement of responsibilities",
        "A statement of what the organisation owes to children is there for all staff, and they know it.",
        ("Where is it published?", "When was it last looked at again?"),
    ),
    Principle(
        "A clear line of accountability",
        "It is clear who answers for safeguarding, from those who work with children up to the top.",
        ("A chart of who answers to whom", "Job descriptions that say so"),
    ),
    Principle(
        "Services developed with children and families",
        "What children and families say shapes the services they get.",
        ("How were children asked?", "What changed because of what they said?"),
    ),
    Principle(
        "Training and induction",
        "Everybody who works with children is trained to know what to do when worried, at the start and again later.",
        ("How many are trained, of how many who should be?", "How do you know that it made a difference?"),
    ),
    Principle(
        "Safer recruitment",
        "Those who are recruited, paid or not, are checked, and checks are kept up.",
        ("When were records of checks last audited?", "Who on each panel is trained in safer recruitment?"),
    ),
    Principle(
        "Working together",
        "Staff work with other agencies for children, early and when there is a risk of harm.",
        ("Who comes to conferences and core groups, and how often?", "Use of early help assessments"),
    ),
    Principle(
        "Sharing information",
        "Information about a child is shared when it should be, lawfully and in time.",
        ("Which agreements are in place?", "Audits of referrals and of what was shared"),
    ),
    Principle(
        "A culture of listening to children",
        "Children are listened to; what they wish and feel is taken into account, for each of them and for services.",
        ("How does a child's own account show in records?",),
        2013,
    ),
    Principle(
        "Designated professionals",
        "A designated or named professional for safeguarding has the time, training and standing the role needs.",
        ("Who is it, and who stands in?", "How much time do they have?"),
        2013,
    ),
    Principle(
        "Supervision and support",
        "Those who work with children are supervised and supported so that they are able to safeguard.",
        ("How often, and is it recorded?", "What do staff say of it?"),
        2013,
    ),
    Principle(
        "Allegations against those who work with children",
        "Allegations against staff and volunteers are handled as they should be, and the designated officer is told.",
        ("How many were referred, and how soon?", "Do staff know whom to tell?"),
        2013,
    ),
    Principle(
        "Speaking up and escalation",
        "Staff know how to raise a concern about practice, inside the organisation and with others, and are protected.",
        ("The procedure and when it was used", "Do staff say that they would use it?"),
        2018,
    ),
)


def principles_of(year: int) -> tuple[Principle, ...]:
    """What guidance in force in that year asks."""
    return tuple(one for one in PRINCIPLES if one.since <= year)


#: The years in which guidance asked more, and what.
YEARS: tuple[tuple[int, str], ...] = (
    (2007, "the eight principles"),
    (2013, "with culture, designated professionals, supervision and allegations"),
    (2018, "with speaking up and escalation"),
)
