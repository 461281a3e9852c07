"""What is typed into the portal: refused with the words shown to whoever typed them, and kept nowhere."""

from agencies.rules.screening.screen import screen
from agencies.rules.verdict import Refused


def demand_no_child(text: str) -> None:
    """Raise `Refused`, naming the words, when a typed text could identify a child."""
    hits = screen(text)
    if not hits:
        return
    named = "; ".join(f"“{' '.join(hit.words.split())}” could be {hit.kind.words}" for hit in hits[:5])
    raise Refused(
        f"This could identify a child: {named}. Take it out; a name alone, counts and age groups may stay. "
        "If it is a false alarm, ask the business manager."
    )
