"""Amounts of money in words."""

from decimal import Decimal


def pounds(amount: Decimal | int) -> str:
    """“£1,234” or “£1,234.50”: pence only where there are any."""
    whole = amount == int(amount)
    return f"£{amount:,.0f}" if whole else f"£{amount:,.2f}"
