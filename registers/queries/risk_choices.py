"""What a form about a risk offers: the board's priorities, and the indicators and challenges it may have to do with."""

from agencies.models import Priority
from agencies.rules.standing import Standing
from registers.models import Challenge, Risk, RiskLink
from scorecard.models import Indicator


def priorities(standing: Standing) -> tuple[Priority, ...]:
    """The board's priorities, by title."""
    return tuple(Priority.objects.filter(board_id=standing.board_id).order_by("title", "first_year"))


def linkable(standing: Standing, risk: Risk) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a risk is not linked to yet, under a heading a kind: (“indicator/D03”, “D03 Its title”)."""
    has = set(RiskLink.objects.filter(risk=risk).values_list("kind", "key"))
    measured = Indicator.objects.filter(board_id=standing.board_id, until__isnull=True).order_by("code")
    asked = Challenge.objects.filter(board_id=standing.board_id).order_by("-number")
    indicators = [
        (f"{RiskLink.Kind.INDICATOR}/{code}", f"{code} {title}")
        for code, title in measured.values_list("code", "title")
        if (RiskLink.Kind.INDICATOR.value, code) not in has
    ]
    challenges = [
        (f"{RiskLink.Kind.CHALLENGE}/{number}", f"CH-{number} {title}")
        for number, title in asked.values_list("number", "title")
        if (RiskLink.Kind.CHALLENGE.value, str(number)) not in has
    ]
    return [("Challenges", challenges), ("Indicators", indicators)]
