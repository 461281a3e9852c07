"""One answer to a front-line survey: counted, and gone. No row of its own, no entry in the record, no moment.

Every tally of the organisation is written each time, those that stay the same, too. Else the rows one answer touched
would bear the same mark of their transaction, and tie together what one person said.
"""

from collections.abc import Mapping

from django.core.cache import cache
from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, Value, When

from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.models import SurveyPlace, Tally

#: More than a full training room sends at once; a program that fills a survey in sends more.
MOST_A_MINUTE = 60


@transaction.atomic
def count(*, place_id: int, choices: Mapping[int, str]) -> None:
    """Count what somebody chose, by question. Raises `Refused` unless each is answered while the survey is open."""
    _demand_room(place_id)
    rows = SurveyPlace.objects.select_for_update(of=("self",)).filter(pk=place_id)
    place = rows.select_related("survey").first()
    if place is None:
        raise Refused("There is no such survey.")
    if not place.survey.opens_on <= clock.today() <= place.survey.closes_on:
        raise Refused("This survey cannot be answered today.")
    asked = set(place.survey.questions.values_list("pk", flat=True))
    if not asked or set(choices) != asked or not set(choices.values()) <= set(Tally.Choice.values):
        raise Refused("Answer every statement with one of the choices.")
    chosen = Q()
    for question, choice in choices.items():
        chosen |= Q(question_id=question, choice=choice)
    more = Case(When(chosen, then=Value(1)), default=Value(0), output_field=IntegerField())
    Tally.objects.filter(place=place).update(number=F("number") + more)
    SurveyPlace.objects.filter(pk=place.pk).update(answers=F("answers") + 1)


def _demand_room(place_id: int) -> None:
    """No more answers a minute than people can give. Counted an organisation: who sends them is not looked at."""
    key = f"survey-answers:{place_id}"
    cache.add(key, 0, timeout=60)
    if cache.incr(key) > MOST_A_MINUTE:
        raise Refused("Many answers are coming at once. Wait a minute, then send yours again.")
