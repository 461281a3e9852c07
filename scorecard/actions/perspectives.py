"""The board's ways of looking: adding one, renaming, putting them in order, retiring and bringing back."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.models import Indicator, Perspective
from scorecard.permissions import can_set_scorecard

#: In characters: as many as the columns hold.
LONGEST_TITLE, LONGEST_QUESTION, LONGEST_CODE = 120, 200, 40


@transaction.atomic
def add(*, title: str, question: str, by: Standing) -> Perspective:
    """Add a way of looking after the others."""
    current = _current(by)
    said, asked = _sound(title, question, others=current)
    made = Perspective.objects.create(
        board_id=by.board_id, code=_code(said, by), title=said, question=asked, order=len(current)
    )
    _enter(by, "perspectives.add", made, f"Added the perspective “{said}”.")
    return made


@transaction.atomic
def rename(*, perspective_id: int, title: str, question: str, by: Standing) -> Perspective:
    """Call it, or the question it asks, otherwise. Its indicators stay, and so does its place in addresses."""
    current = _current(by)
    found = _one(perspective_id, by)
    said, asked = _sound(title, question, others=[one for one in current if one.pk != found.pk])
    if (said, asked) == (found.title, found.question):
        raise Refused("Nothing of it was changed.")
    was = found.title
    found.title, found.question = said, asked
    found.save(update_fields=["title", "question"])
    words = f"Called the perspective “{was}” “{said}”" if said != was else f"Changed the question of “{said}”"
    _enter(by, "perspectives.rename", found, f"{words}.")
    return found


@transaction.atomic
def move(*, perspective_id: int, up: bool, by: Standing) -> Perspective:
    """Put it one place earlier or later among those in use."""
    current = _current(by)
    found = _one(perspective_id, by)
    place = next((number for number, one in enumerate(current) if one.pk == found.pk), None)
    if place is None:
        raise Refused("This perspective is retired. Bring it back first.")
    to = place - 1 if up else place + 1
    if not 0 <= to < len(current):
        raise Refused(f"“{found.title}” is the {'first' if up else 'last'} already.")
    current[place], current[to] = current[to], current[place]
    _number(current)
    _enter(
        by,
        "perspectives.move",
        found,
        f"Put “{found.title}” {'before' if up else 'after'} “{current[place].title}”.",
    )
    return found


@transaction.atomic
def retire(*, perspective_id: int, by: Standing) -> Perspective:
    """Take it out of use. Raises `Refused`, naming them, while indicators that are still measured stand in it."""
    current = _current(by)
    found = _one(perspective_id, by)
    if found.retired_at is not None:
        raise Refused("This perspective is retired already.")
    measured = (
        Indicator.objects.measured_in(clock.today()).filter(perspective=found).order_by("order", "code")
    )
    codes = list(measured.values_list("code", flat=True))
    if codes:
        raise Refused(
            f"{_listed(codes)} {'stands' if len(codes) == 1 else 'stand'} in it and "
            f"{'is' if len(codes) == 1 else 'are'} still measured. Move {'it' if len(codes) == 1 else 'them'} "
            "to another perspective, or retire them, first."
        )
    found.retired_at, found.retired_by = clock.now(), by.actor.words
    found.save(update_fields=["retired_at", "retired_by"])
    _number([one for one in current if one.pk != found.pk])
    _enter(by, "perspectives.retire", found, f"Retired the perspective “{found.title}”.")
    return found


@transaction.atomic
def bring_back(*, perspective_id: int, by: Standing) -> Perspective:
    """Take a retired one into use again, after the others."""
    current = _current(by)
    found = _one(perspective_id, by)
    if found.retired_at is None:
        raise Refused("This perspective is in use.")
    _sound(found.title, found.question, others=current)
    found.retired_at, found.retired_by, found.order = None, "", len(current)
    found.save(update_fields=["retired_at", "retired_by", "order"])
    _enter(by, "perspectives.bring_back", found, f"Brought the perspective “{found.title}” back.")
    return found


def _current(by: Standing) -> list[Perspective]:
    """Those in use in their order, locked, for whoever may change them: one change of the order at a time."""
    can_set_scorecard(by).demand()
    kept = Perspective.objects.select_for_update().filter(board_id=by.board_id).order_by("order", "pk")
    return [one for one in kept if one.retired_at is None]


def _one(perspective_id: int, by: Standing) -> Perspective:
    return Perspective.objects.get(pk=perspective_id, board_id=by.board_id)


def _number(current: Sequence[Perspective]) -> None:
    for order, one in enumerate(current):
        if one.order != order:
            one.order = order
            one.save(update_fields=["order"])


def _sound(title: str, question: str, *, others: Sequence[Perspective]) -> tuple[str, str]:
    said, asked = " ".join(title.split()), " ".join(question.split())
    if not said or not asked:
        raise Refused("Give it a title, and the question it asks.")
    if len(said) > LONGEST_TITLE or len(asked) > LONGEST_QUESTION:
        raise Refused(f"A title has at most {LONGEST_TITLE} characters, a question {LONGEST_QUESTION}.")
    if any(one.title.casefold() == said.casefold() for one in others):
        raise Refused(f"Another perspective is called “{said}” already.")
    return said, asked


def _code(title: str, by: Standing) -> str:
    """A short name for addresses that no other has, retired ones included."""
    taken = set(Perspective.objects.filter(board_id=by.board_id).values_list("code", flat=True))
    base = slugify(title)[: LONGEST_CODE - 4].strip("-") or "perspective"
    names = (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def _listed(codes: Sequence[str], most: int = 8) -> str:
    shown = list(codes[:most])
    if len(codes) > most:
        shown.append(f"{len(codes) - most} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _enter(by: Standing, verb: str, perspective: Perspective, words: str) -> None:
    record.enter(
        by=by.actor,
        verb=verb,
        kind="perspective",
        reference=perspective.pk,
        board_code=by.board_code,
        words=words,
    )
