"""What one agency owes, in one sentence."""

from django.template.defaultfilters import pluralize

from registers.queries.chasing import AgencyPage


def summary(page: AgencyPage) -> str:
    """How much it owes, how much of that is overdue, and by how long at the most."""
    owed = len(page.owes)
    if not owed:
        return "It owes the board nothing."
    said = f"It owes {owed} thing{pluralize(owed)}"
    late = [one.days for one in page.owes if one.days]
    if not late:
        return f"{said}. Nothing is overdue."
    days = f"{max(late)} working day{pluralize(max(late))}"
    if len(late) == 1:
        return f"{said}. One is overdue, by {days}." if owed > 1 else f"{said}. It is overdue by {days}."
    return f"{said}. {len(late)} are overdue, the oldest by {days}."
