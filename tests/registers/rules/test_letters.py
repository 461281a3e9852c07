"""The words a letter of the chair begins with: of one thing, or of several."""

from registers.rules.letters import first_words


def letter(*lines: str, officer: str = "") -> str:
    return first_words(officer=officer, agency="County Health", board="Wessex", lines=lines)


def test_one_thing_that_is_late_is_this_and_several_are_these() -> None:
    one, two = letter("Q4 return"), letter("Q4 return", "A-3")

    assert "waiting for this:\n\nQ4 return\n" in one
    assert "when we shall have it." in one
    assert "waiting for these:\n\nQ4 return\nA-3\n" in two
    assert "when we shall have them." in two


def test_an_officer_without_a_name_is_written_to_by_the_office() -> None:
    assert letter("Q4 return").startswith("Dear Chief Executive,")
    assert letter("Q4 return", officer="Ms Adeyemi").startswith("Dear Ms Adeyemi,")
