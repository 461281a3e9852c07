"""The front-line survey of a cycle: made, its questions written, a link for each organisation. Fixed once it opens."""

import secrets
from collections.abc import Collection
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from agencies import mail
from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.words import line
from registers.models import Assessment, Cycle, Standard, Survey, SurveyPlace, SurveyQuestion, Tally
from registers.permissions.section_11 import can_keep_cycles
from registers.queries.section_11.parts import in_force
from registers.rules.section_11.parts import Part

#: A survey people finish: about three minutes.
MOST_QUESTIONS = 15
#: What a statement may take, in characters.
LONGEST = 300


@transaction.atomic
def make(*, cycle_id: int, title: str, opens_on: date, closes_on: date, by: Standing) -> Survey:
    """Make the survey of a cycle. It cannot be answered before it has questions and links, and its day has come."""
    can_keep_cycles(by).demand()
    cycle = Cycle.objects.select_for_update(of=("self",)).filter(pk=cycle_id, board_id=by.board_id).first()
    if cycle is None:
        raise Refused("No such cycle at this board.")
    if Survey.objects.filter(cycle=cycle).exists():
        raise Refused("This cycle has a survey already.")
    _demand_days(opens_on, closes_on)
    survey = Survey.objects.create(
        cycle=cycle,
        title=line(title, empty="Give the survey a title."),
        opens_on=opens_on,
        closes_on=closes_on,
        made_at=clock.now(),
        made_by=by.actor.words,
    )
    _enter(survey, "make", f"Made the survey “{survey.title}”, {_days(survey)}.", by)
    return survey


@transaction.atomic
def amend(*, survey_id: int, title: str, opens_on: date, closes_on: date, by: Standing) -> Survey:
    """Change a survey before it opens. Once it is open only its last day moves, and never after that day has passed."""
    survey = _held(survey_id, by)
    today = clock.today()
    if survey.closes_on < today:
        raise Refused("It is over. What it showed has been seen, so nobody answers any more.")
    if survey.opens_on <= today:
        if opens_on != survey.opens_on:
            raise Refused("It is open already: only its last day can be moved.")
        if closes_on < today:
            raise Refused("Its last day is today or later.")
    else:
        _demand_days(opens_on, closes_on)
    survey.title = line(title, empty="Give the survey a title.")
    survey.opens_on, survey.closes_on = opens_on, closes_on
    survey.save()
    _enter(survey, "amend", f"Changed the survey “{survey.title}”, {_days(survey)}.", by)
    return survey


@transaction.atomic
def add_question(*, survey_id: int, text: str, standard: Standard | None, by: Standing) -> SurveyQuestion:
    """Add a statement that staff agree with or not."""
    survey = _unopened(survey_id, by)
    _demand_standard(survey, standard)
    if survey.questions.count() >= MOST_QUESTIONS:
        raise Refused(f"{MOST_QUESTIONS} statements are the most: people finish short surveys.")
    last = survey.questions.aggregate(last=Max("number"))["last"] or 0
    question = SurveyQuestion.objects.create(
        survey=survey,
        number=last + 1,
        text=line(text, empty="Write the statement.", longest=LONGEST),
        standard=standard,
    )
    _make_tallies(survey)
    _enter(survey, "add_question", f"Added statement {question} to “{survey.title}”.", by)
    return question


@transaction.atomic
def amend_question(*, question_id: int, text: str, standard: Standard | None, by: Standing) -> SurveyQuestion:
    """Put a statement right before the survey opens."""
    question = _question(question_id, by)
    _demand_standard(question.survey, standard)
    was = question.text
    question.text = line(text, empty="Write the statement.", longest=LONGEST)
    question.standard = standard
    question.save()
    _enter(question.survey, "amend_question", f"Changed statement {question.number}: it was “{was}”.", by)
    return question


@transaction.atomic
def remove_question(*, question_id: int, by: Standing) -> None:
    """Take a statement out before the survey opens."""
    question = _question(question_id, by)
    survey, told = question.survey, str(question)
    question.delete()
    _enter(survey, "remove_question", f"Took statement {told} out of “{survey.title}”.", by)


@transaction.atomic
def add_places(*, survey_id: int, agency_ids: Collection[int], by: Standing) -> int:
    """Make a link for each of these organisations of the cycle that has none; how many were made.

    Links are made before the survey opens, or while it runs.
    """
    survey = _held(survey_id, by)
    if survey.closes_on < clock.today():
        raise Refused("It is over: nobody answers any more.")
    has = set(survey.places.values_list("agency_id", flat=True))
    rows = Assessment.objects.filter(cycle_id=survey.cycle_id, left_out_at__isnull=True)
    wanted = rows.filter(agency_id__in=agency_ids).exclude(agency_id__in=has)
    made = [
        SurveyPlace(survey=survey, agency_id=agency_id, word=secrets.token_urlsafe(16))
        for agency_id in wanted.order_by("agency_id").values_list("agency_id", flat=True)
    ]
    if not made:
        raise Refused("Choose organisations of this cycle that have no link yet.")
    SurveyPlace.objects.bulk_create(made)
    _make_tallies(survey)
    links = f"{len(made)} link{'' if len(made) == 1 else 's'}"
    _enter(survey, "add_places", f"Made {links} to the survey “{survey.title}”.", by)
    return len(made)


@transaction.atomic
def send_links(*, survey_id: int, by: Standing) -> int:
    """Write to the authors of every organisation that has a link, for them to pass it on; how many letters."""
    survey = _held(survey_id, by)
    if survey.closes_on < clock.today():
        raise Refused("It is over: nobody answers any more.")
    words = {one.agency_id: one.word for one in survey.places.all()}
    authors = in_force().filter(
        assessment__cycle_id=survey.cycle_id,
        assessment__left_out_at__isnull=True,
        assessment__agency_id__in=words,
        part=Part.AUTHOR,
    )
    sent = 0
    for one in authors.select_related("assessment__agency").order_by("pk"):
        agency = one.assessment.agency
        mail.queue(
            to=one.email,
            subject=f"{by.board_name}: a survey for those who work at {agency.name}",
            text=_letter(survey, one.name, agency.name, words[agency.pk]),
        )
        sent += 1
    if not sent:
        raise Refused("No organisation with a link has an author to write to.")
    letters = f"{sent} letter{'' if sent == 1 else 's'}"
    _enter(survey, "send_links", f"Sent {letters} with links to the survey “{survey.title}”.", by)
    return sent


def _letter(survey: Survey, name: str, agency: str, word: str) -> str:
    return (
        f"Hello {name},\n\nPlease pass this link on to those who work at {agency}. It asks a few questions about what "
        f"they see at work, {_days(survey)}, and takes about three minutes:\n{settings.PUBLIC_URL}/survey/{word}/\n\n"
        "Nobody can tell who answered, or what anybody answered: no name is asked, and nothing is shown of fewer "
        "than ten people.\n"
    )


def _make_tallies(survey: Survey) -> None:
    """A tally for every place, question and choice, from nought: no answer ever adds a row."""
    questions = tuple(survey.questions.values_list("pk", flat=True))
    places = tuple(survey.places.values_list("pk", flat=True))
    Tally.objects.bulk_create(
        (
            Tally(question_id=question, place_id=place, choice=choice)
            for question in questions
            for place in places
            for choice in Tally.Choice.values
        ),
        ignore_conflicts=True,
    )


def _held(survey_id: int, by: Standing) -> Survey:
    can_keep_cycles(by).demand()
    rows = Survey.objects.select_for_update(of=("self",)).filter(pk=survey_id, cycle__board_id=by.board_id)
    survey = rows.select_related("cycle").first()
    if survey is None:
        raise Refused("No such survey at this board.")
    return survey


def _unopened(survey_id: int, by: Standing) -> Survey:
    survey = _held(survey_id, by)
    if survey.opens_on <= clock.today():
        raise Refused("It is open: its statements stay as they are, so that all have answered the same.")
    return survey


def _question(question_id: int, by: Standing) -> SurveyQuestion:
    survey_id = SurveyQuestion.objects.filter(pk=question_id).values_list("survey_id", flat=True).first()
    if survey_id is None:
        raise Refused("No such statement.")
    survey = _unopened(survey_id, by)
    question = SurveyQuestion.objects.get(pk=question_id)
    question.survey = survey
    return question


def _demand_days(opens_on: date, closes_on: date) -> None:
    if opens_on <= clock.today():
        raise Refused("It opens tomorrow at the earliest, so that its statements can be looked at again.")
    if closes_on < opens_on:
        raise Refused("It closes on the day it opens, or later.")


def _demand_standard(survey: Survey, standard: Standard | None) -> None:
    if standard is not None and standard.standards_id != survey.cycle.standards_id:
        raise Refused("That is not a standard of this cycle.")


def _days(survey: Survey) -> str:
    return f"{survey.opens_on:%-d %B %Y} to {survey.closes_on:%-d %B %Y}"


def _enter(survey: Survey, verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"survey.{verb}",
        kind="survey",
        reference=survey.pk,
        board_code=by.board_code,
        words=words,
    )
