"""The parts people have in a self-assessment: assignments on it, each who and until when. No role at the board."""

from enum import StrEnum


class Part(StrEnum):
    """What somebody is to a self-assessment."""

    AUTHOR = "author"
    SUBSTITUTE = "substitute"
    EXECUTIVE = "executive"
    MODERATOR = "moderator"


PART_WORDS = {
    Part.AUTHOR: "Author",
    Part.SUBSTITUTE: "Substitute contact",
    Part.EXECUTIVE: "Executive",
    Part.MODERATOR: "Moderator",
}
#: Who writes answers; the executive may, too, before signing off.
WRITERS = frozenset({Part.AUTHOR, Part.SUBSTITUTE, Part.EXECUTIVE})
