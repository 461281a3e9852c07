"""Amounts in words."""

from decimal import Decimal

import pytest

from reports.rules.money import pounds


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "£0"), (Decimal("1234.00"), "£1,234"), (Decimal("1234.50"), "£1,234.50"), (1_000_000, "£1,000,000")],
)
def test_pence_stand_only_where_there_are_any(amount: Decimal | int, words: str) -> None:
    assert pounds(amount) == words
