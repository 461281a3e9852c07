"""What an indicator is: one of the board's own, one taken up from the catalogue, a new version, wording put right."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from agencies.models import Agency
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import signals
from scorecard.actions.indicators import indicator_of
from scorecard.actions.measured import (
    demand_beginning,
    demand_measured,
    demand_place,
    enter_of_indicator,
    own_indicator,
)
from scorecard.catalogue import catalogue
from scorecard.models import Indicator, Perspective, Target
from scorecard.permissions import can_set_scorecard
from scorecard.rules.definitions import (
    COUNTED,
    COUNTED_IN_WORDS,
    DEFINITION,
    WORDS,
    changed,
    code_fault,
    faults,
    listed,
)


@transaction.atomic
def add(*, code: str, definition: Mapping[str, Any], since: date, by: Standing) -> Indicator:
    """Measure something of the board's own from a day on. `definition` is every field of WORDS and DEFINITION.

    Raises `Refused` for a code that is taken, or the catalogue's: what England publishes goes by those.
    """
    can_set_scorecard(by).demand()
    _demand_free(code, by)
    if any(one.code == code for one in catalogue.load()):
        raise Refused(
            f"{code} is an indicator of the catalogue. Take it up from there, or choose another code."
        )
    _demand_sound(definition)
    demand_beginning(definition["frequency"], since)
    demand_place(owner=definition["owner"], perspective=definition["perspective"], by=by)
    made = Indicator.objects.create(
        board_id=by.board_id,
        code=code,
        since=since,
        order=_last_place(by),
        **{name: definition[name] for name in (*WORDS, *DEFINITION)},
    )
    enter_of_indicator(
        by, "definitions.add", made, f"Added the indicator {code} “{made.title}”, from {since:%-d %B %Y} on."
    )
    return made


@transaction.atomic
def take_up(
    *, code: str, owner: Agency | None, perspective: Perspective, since: date, by: Standing
) -> Indicator:
    """Measure an indicator of the starting catalogue, which the board has not used, from a day on."""
    can_set_scorecard(by).demand()
    _demand_free(code, by)
    try:
        one = catalogue.by_code(code)
    except KeyError:
        raise Refused(f"The catalogue has no {code}.") from None
    if owner is None and one.owner != "all":
        raise Refused("Choose the agency that reports it.")
    demand_beginning(one.frequency, since)
    demand_place(owner=owner, perspective=perspective, by=by)
    made = indicator_of(
        one, board_id=by.board_id, owner=owner, perspective=perspective, since=since, order=_last_place(by)
    )
    made.save(force_insert=True)
    enter_of_indicator(
        by,
        "definitions.take_up",
        made,
        f"Took up {code} “{made.title}” from the catalogue, from {since:%-d %B %Y} on.",
    )
    return made


@transaction.atomic
def redefine(
    *,
    indicator_id: int,
    definition: Mapping[str, Any],
    since: date,
    by: Standing,
    words: Mapping[str, Any] | None = None,
) -> Indicator:
    """Count an indicator differently from a day on: a new version, whose lines begin anew and keep the old history.

    `since` begins one of its periods. Targets of the years from then on come along; `words` change with the new
    version alone. Raises `Refused` when nothing of the definition changes, it makes no sense, the day begins no
    period, or the old version has only begun then or later.
    """
    old = own_indicator(indicator_id, by)
    demand_measured(old)
    names = changed(old, definition, DEFINITION)
    if not names:
        raise Refused("Nothing of the definition was changed.")
    said = changed(old, words or {}, WORDS)
    after = (
        {name: getattr(old, name) for name in (*WORDS, *DEFINITION)} | dict(words or {}) | dict(definition)
    )
    _demand_sound(after)
    demand_beginning(after["frequency"], since)
    if since <= old.since:
        raise Refused(f"This version has been in use since {old.since:%-d %B %Y}: choose a later day.")
    if {"owner", "perspective"} & set(said):
        demand_place(owner=after["owner"], perspective=after["perspective"], by=by)
    targets = list(old.targets.filter(year__gte=since.year - (since.month < 4)))
    old.until = since
    old.save(update_fields=["until"])
    new = Indicator.objects.get(pk=old.pk)
    new.pk, new.version, new.since, new.until = None, old.version + 1, since, None
    for name in (*names, *said):
        setattr(new, name, after[name])
    new.save(force_insert=True)
    Target.objects.bulk_create(
        Target(indicator=new, year=one.year, value=one.value, set_at=one.set_at, set_by=one.set_by)
        for one in targets
    )
    enter_of_indicator(
        by,
        "definitions.redefine",
        new,
        f"Changed {listed((*names, *said))} of {new.code}: version {new.version}, from {since:%-d %B %Y} on.",
    )
    signals.recompute(board=new.board, indicator_ids=[new.pk], by=by.actor)
    return new


@transaction.atomic
def correct(*, indicator_id: int, definition: Mapping[str, Any], reason: str, by: Standing) -> Indicator:
    """Put the wording of an indicator right: what is counted stays the same, and so does its version.

    Raises `Refused` when anything changes by which figures are counted or judged, and without a reason where the
    words for what is counted change.
    """
    indicator = own_indicator(indicator_id, by)
    counted = changed(indicator, definition, COUNTED)
    if counted:
        raise Refused(
            f"A new version is needed for: {listed(counted)}. That changes how its figures are counted or judged."
        )
    names = changed(indicator, definition, (*WORDS, *COUNTED_IN_WORDS))
    if not names:
        raise Refused("Nothing of it was changed.")
    said = reason.strip()
    if set(COUNTED_IN_WORDS) & set(names) and not said:
        raise Refused("Say why the same is counted in other words: the reason goes on record.")
    after = {name: getattr(indicator, name) for name in (*WORDS, *DEFINITION)} | dict(definition)
    _demand_sound(after)
    if {"owner", "perspective"} & set(names):
        demand_place(owner=after["owner"], perspective=after["perspective"], by=by)
    for name in names:
        setattr(indicator, name, after[name])
    indicator.save(update_fields=names)
    because = f" Why: {said}" if said else ""
    enter_of_indicator(
        by,
        "definitions.correct",
        indicator,
        f"Put right {listed(names)} of {indicator.code}; it is counted as before.{because}",
    )
    return indicator


def _demand_free(code: str, by: Standing) -> None:
    wrong = code_fault(code)
    if wrong:
        raise Refused(wrong)
    held = Indicator.objects.filter(board_id=by.board_id, code__iexact=code).order_by("-version").first()
    if held is None:
        return
    if held.retired_from is not None:
        raise Refused(f"{held.code} “{held.title}” is retired: bring it back from its own page.")
    raise Refused(f"{held.code} is the code of “{held.title}” already.")


def _demand_sound(definition: Mapping[str, Any]) -> None:
    wrong = faults(definition)
    if wrong:
        raise Refused(" ".join(wrong.values()))


def _last_place(by: Standing) -> int:
    last = Indicator.objects.filter(board_id=by.board_id).aggregate(last=Max("order"))["last"]
    return 0 if last is None else int(last) + 1
