"""What stands above the link in a letter that asks for a self-assessment, in the words of the group."""

from dataclasses import dataclass
from datetime import date

from registers.rules.section_11.duties import Words
from registers.rules.section_11.parts import Part
from registers.rules.section_11.wording import filled

_TASK = {
    Part.AUTHOR: "You are named as its author.",
    Part.SUBSTITUTE: "You are named as its substitute contact: you may write in it as its author does.",
    Part.EXECUTIVE: "You are named as the executive who signs it off. You may write in it, too.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked for which self-assessment, as what, by when, and what binds the organisation."""

    name: str
    part: Part
    organisation: str
    cycle: str
    board: str
    due: date
    basis: str = ""
    kindly: bool = False


def paragraphs(asked: Asked, told: Words, *, again: bool, today: date) -> tuple[str, ...]:
    """The letter as far as the link. Asked again, whoever is asked kindly is told no day as if it bound them."""
    late = asked.due < today
    said = [
        f"Hello {asked.name},",
        f"{asked.board} asks {asked.organisation} how it keeps children safe: its self-assessment for {asked.cycle}.",
        told.again if again else told.legal,
    ]
    if not again:
        said.append(told.asking)
    elif asked.kindly:
        said.append(f"We {'had hoped' if late else 'hope'} for it by {{due}}.")
    else:
        said.append(f"It {'was' if late else 'is'} due on {{due}}.")
    due = f"{asked.due:%-d %B %Y}"
    return (*(filled(one, basis=asked.basis, due=due) for one in said), _TASK[asked.part])
