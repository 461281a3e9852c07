"""`python manage.py question_demo_figures`: the demo's chair asks about figures, agencies answer, the chair judges."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from agencies.models import Agency, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from lscb.demo.questions import Question, Verdict, questions, verdicts
from scorecard.actions import explanations, judging
from scorecard.models import Commentary, Explanation, Indicator, Judgement
from scorecard.rules.periods import Period, parse


class Command(BaseCommand):
    """Ask, answer and judge what `questions.toml` says, through the ordinary actions; what was asked is left alone."""

    help = (
        "Have the demo's chair ask about a few figures, agencies answer, and the chair judge what they say."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """One after the other, each step a transaction. Says how many were new."""
        chair = _standing("chair")
        new = sum(_question(one, chair) for one in questions()) + sum(
            _verdict(one, chair) for one in verdicts()
        )
        self.stdout.write(f"The demo’s chair asked about or judged {new} figures.")


def _standing(whose: str) -> Standing:
    person = Person.objects.filter(email=f"{whose}@demo.example").first()
    standing = standing_at(person, "demo") if person else None
    if standing is None:
        raise CommandError(f"The demo has no {whose}: run load_demo first.")
    return standing


def _figure(one: Question | Verdict, chair: Standing) -> tuple[Indicator, Agency, Period]:
    indicator = Indicator.objects.get(board_id=chair.board_id, code=one.code, until__isnull=True)
    return indicator, Agency.objects.get(code=one.agency), parse(one.period)


def _question(one: Question, chair: Standing) -> bool:
    """Ask, answer and judge as far as it goes; whether it was new."""
    indicator, agency, period = _figure(one, chair)
    if Explanation.objects.filter(indicator=indicator, agency=agency, asked=one.asked).exists():
        return False
    asked = judging.ask_for_more(
        indicator=indicator,
        agency_id=agency.pk,
        area=None,
        breakdown="all",
        period=period,
        text=one.asked,
        by=chair,
    )
    if one.answer:
        explanations.explain(explanation_id=asked.pk, text=one.answer, by=_standing(one.agency))
    if one.accepted is not None:
        said = _said(indicator, agency, period).get(text=one.answer)
        judging.judge(commentary_id=said.pk, accepted=one.accepted, words=one.words, by=chair)
    return True


def _verdict(one: Verdict, chair: Standing) -> bool:
    """Judge the latest commentary on the figure, unless it was judged; whether it was new."""
    said = _said(*_figure(one, chair)).latest("written_at", "pk")
    if Judgement.objects.filter(commentary=said).exists():
        return False
    judging.judge(commentary_id=said.pk, accepted=one.accepted, words=one.words, by=chair)
    return True


def _said(indicator: Indicator, agency: Agency, period: Period) -> QuerySet[Commentary]:
    return Commentary.objects.filter(indicator=indicator, agency=agency, first=period.first, last=period.last)
