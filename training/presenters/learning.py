"""The room's first page: three headings, and the doors under each that a person may open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from agencies.rules.standing import Standing
from agencies.rules.verdict import Verdict
from training.permissions import can_keep_training, can_see_learners, can_see_reviews, can_see_training


@dataclass(frozen=True, slots=True)
class Door:
    """One page of the room: its label, a line of what it is, its address by name, and who may open it."""

    label: str
    words: str
    name: str
    may: Callable[[Standing], Verdict]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first page, what it is about, and what stands there while nothing can be opened."""

    key: str
    title: str
    words: str
    doors: tuple[Door, ...] = ()


#: Each aggregate adds its doors here, in the order they are read.
SECTIONS: tuple[Section, ...] = (
    Section(
        "reviews",
        "Reviews and lessons",
        "What was found when we looked back, what was recommended, and whether it stuck.",
        (
            Door(
                "Reviews",
                "Each with its steps and their days, lessons, recommendations and what became of them.",
                "training:reviews",
                can_see_reviews,
            ),
            Door(
                "Lessons by theme",
                "What was learnt before, and learnt again.",
                "training:themes",
                can_see_reviews,
            ),
        ),
    ),
    Section(
        "courses",
        "Courses and sessions",
        "What is taught, when, to whom, and who has a place.",
        (
            Door(
                "Courses",
                "What is taught, on which terms, and which lessons and priorities it serves.",
                "training:courses",
                can_see_training,
            ),
            Door(
                "Sessions",
                "When courses are held, how many places are taken, and who waits.",
                "training:sessions",
                can_see_training,
            ),
            Door(
                "Sessions and staff met",
                "Those the chair introduced, the staff met there, and briefings for councillors.",
                "training:staff-met",
                can_see_training,
            ),
            Door(
                "Refreshers",
                "Who is to take a course again, by when, and by which rule.",
                "training:refreshers",
                can_see_learners,
            ),
        ),
    ),
    Section(
        "people",
        "People trained",
        "How many different people were trained, from which agencies, and who has not been reached.",
        (
            Door(
                "People trained",
                "Different frontline staff in six months, by agency and profession, and who has not been reached.",
                "training:trained",
                can_see_training,
            ),
            Door(
                "Attendance by quarter",
                "Places booked, attended and cancelled by agency, with three figures and what each is out of.",
                "training:attendance-table",
                can_see_training,
            ),
            Door(
                "Places told as numbers",
                "What agencies told in tables of courses by agencies; no people, and never added to the records.",
                "training:told",
                can_see_training,
            ),
            Door(
                "People by name",
                "Everybody who booked or came; what is held of somebody, given out or erased.",
                "training:learners",
                can_see_learners,
            ),
            Door(
                "How training is looked after",
                "Reminders, work addresses, professions, headcounts, and how long names are kept.",
                "training:settings",
                can_keep_training,
            ),
            Door(
                "Attendance from agencies’ own systems",
                "Exports of other learning systems, and tables of courses by agencies: checked, then loaded whole.",
                "training:intakes",
                can_keep_training,
            ),
            Door(
                "People who may be entered twice",
                "The same name under two addresses: one person, or two.",
                "training:twins",
                can_see_learners,
            ),
        ),
    ),
)


def sections(
    standing: Standing, offered: Iterable[Section] = SECTIONS
) -> list[tuple[Section, list[tuple[str, str, str]]]]:
    """Each heading with the doors this person may open: (label, address, a line of what it is)."""
    return [
        (
            one,
            [
                (door.label, reverse(door.name, args=[standing.board_code]), door.words)
                for door in one.doors
                if door.may(standing)
            ],
        )
        for one in offered
    ]
