"""The words a letter of the chair begins with; the chair makes them the chair's own."""

from collections.abc import Sequence


def first_words(*, officer: str, agency: str, board: str, lines: Sequence[str]) -> str:
    """A kind letter about what is late: what, since when, and what the board asks for. No figures, no titles."""
    listed = "\n".join(lines)
    many = len(lines) > 1
    return (
        f"Dear {officer or 'Chief Executive'},\n\n"
        f"I write as independent chair of {board}. The board depends on what its partners tell it, and I know how much "
        f"is asked of {agency}.\n\n"
        f"We are still waiting for {'these' if many else 'this'}:\n\n"
        f"{listed}\n\n"
        f"Your colleagues have been reminded. I would be grateful if you would look into it yourself, and let me know "
        f"by when we shall have {'them' if many else 'it'}. If something stands in the way, please tell me: I would "
        "rather help than chase.\n\n"
        "What is still open at the next meeting of the board will be named in its papers."
    )
