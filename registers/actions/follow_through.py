"""An action from the day it was agreed to the day it was seen to have stuck."""

from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.dates import keep_change
from registers.actions.following import challenge_after_actions
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.actions.sources import demand_room_for_action, demand_still_open, locked_source
from registers.actions.words import line, said
from registers.models import Action, OriginKind, ProgressNote
from registers.permissions import can_act, can_set_actions
from registers.queries.owners import may_own, sits
from registers.rules.actions import State, Verb, check_day, day_ahead
from registers.rules.origins import Origin

#: What is to be done, in characters.
LONGEST = 500


@transaction.atomic
def agree(
    *,
    board: Board,
    origin: Origin,
    text: str,
    agency: Agency | None,
    owner: Person | None,
    due_on: date,
    by: Standing,
) -> Action:
    """Agree that an agency, a person, or a person for an agency does something by a day; where it came from is frozen.

    Raises `Refused` when nobody is to do it, the day is none to come, or what it comes from has ended.
    """
    can_set_actions(by).demand()
    if board.pk != by.board_id:
        raise Refused("An action is agreed at one’s own board.")
    if origin.kind not in OriginKind.values or origin.kind == OriginKind.BLANK:
        raise Refused("Say what the action comes from.")
    demand_room_for_action(kind=origin.kind, key=origin.key, by=by)
    told = line(text, empty="Say what is to be done.", longest=LONGEST)
    _demand_owner(agency, owner, by.board_id)
    day_ahead(due_on, clock.today()).demand()
    action = Action.objects.create(
        board=board,
        number=next_number(Action, board.pk),
        text=told,
        origin_kind=origin.kind,
        origin_key=origin.key,
        origin_words=origin.words[:300],
        origin_url=origin.url,
        agency=agency,
        owner=owner,
        owner_words=_owner_words(agency, owner),
        due_on=due_on,
        agreed_at=clock.now(),
        agreed_by=by.actor.words,
    )
    _enter(action, "agree", f"Agreed {action}, due {due_on:%-d %B %Y}, with {action.owner_words}: {told}", by)
    _follow(action, by)
    return action


@transaction.atomic
def note(*, action_id: int, text: str, by: Standing) -> ProgressNote:
    """Say how it goes. What was said stays."""
    action = _locked(action_id, by)
    can_act(Verb.NOTE, by, action).demand()
    told = said(text, empty="Say how it goes.")
    noted = ProgressNote.objects.create(
        action=action, text=told, noted_at=clock.now(), noted_by=by.actor.words
    )
    _enter(action, "note", f"Noted progress of {action}.", by)
    return noted


@transaction.atomic
def amend(
    *, action_id: int, text: str, agency: Agency | None, owner: Person | None, seen: int, by: Standing
) -> Action:
    """Say better what is to be done, or give it to somebody else. `seen` is the version the person looked at."""
    action = _taken(Verb.AMEND, action_id, seen, by)
    told = line(text, empty="Say what is to be done.", longest=LONGEST)
    if (agency, owner) != (action.agency, action.owner):
        _demand_owner(agency, owner, by.board_id)
    was_words, was_owner = action.text, action.owner_words
    action.text, action.agency, action.owner = told, agency, owner
    action.owner_words = _owner_words(agency, owner)
    changes = []
    if was_words != told:
        changes.append(f"It was “{was_words}”, and is “{told}”.")
    if was_owner != action.owner_words:
        changes.append(f"It was with {was_owner}, and is with {action.owner_words}.")
    if not changes:
        raise Refused("Nothing has changed.")
    _save(action, "amend", f"Changed {action}. {' '.join(changes)}", by)
    return action


@transaction.atomic
def change_date(*, action_id: int, due_on: date, reason: str, seen: int, by: Standing) -> Action:
    """Move the day it is due. Every day it was due stays known, with the reason it moved."""
    action = _taken(Verb.CHANGE_DATE, action_id, seen, by)
    told = said(reason, empty="Say why the date changes.")
    day_ahead(due_on, clock.today()).demand()
    _move_date(action, due_on, told, by)
    _save(action, "change_date", f"Moved {action} to {due_on:%-d %B %Y}: {told}", by)
    return action


@transaction.atomic
def complete(*, action_id: int, words: str, seen: int, by: Standing, check_on: date | None = None) -> Action:
    """Say that it is done, and when to look whether it stuck: in a quarter, unless another day is named."""
    action = _taken(Verb.COMPLETE, action_id, seen, by)
    told = said(words, empty="Say what was done.")
    today = clock.today()
    day = check_on or check_day(today)
    day_ahead(day, today).demand()
    action.state = State.COMPLETE.value
    action.completed_at, action.completed_by_id, action.completed_words = clock.now(), by.person_id, told
    action.check_on = day
    _save(action, "complete", f"Said that {action} is complete, to be checked {day:%-d %B %Y}: {told}", by)
    _follow(action, by)
    return action


@transaction.atomic
def embed(*, action_id: int, words: str, seen: int, by: Standing) -> Action:
    """Say that it stuck, and how that was seen. Never by whoever said that it was done."""
    action = _taken(Verb.EMBED, action_id, seen, by)
    told = said(words, empty="Say how you know that it stuck.")
    action.state = State.EMBEDDED.value
    action.checked_at, action.checked_by_id, action.checked_words = clock.now(), by.person_id, told
    _save(action, "embed", f"Found {action} embedded: {told}", by)
    _follow(action, by)
    return action


@transaction.atomic
def take_up(*, action_id: int, reason: str, due_on: date, seen: int, by: Standing) -> Action:
    """Take it up again, because it did not stick or was dropped too soon: it is owed anew, by a new day."""
    action = _taken(Verb.TAKE_UP, action_id, seen, by)
    demand_still_open(kind=action.origin_kind, key=action.origin_key, by=by)
    told = said(reason, empty="Say why it is taken up again.")
    day_ahead(due_on, clock.today()).demand()
    if due_on != action.due_on:
        _move_date(action, due_on, told, by)
    action.state = State.OPEN.value
    action.completed_at = action.completed_by = action.check_on = None
    action.checked_at = action.checked_by = action.dropped_at = None
    action.completed_words = action.checked_words = action.dropped_by = action.dropped_why = ""
    _save(action, "take_up", f"Took {action} up again, due {due_on:%-d %B %Y}: {told}", by)
    _follow(action, by)
    return action


@transaction.atomic
def drop(*, action_id: int, reason: str, seen: int, by: Standing) -> Action:
    """Give it up, and say why."""
    action = _taken(Verb.DROP, action_id, seen, by)
    told = said(reason, empty="Say why it is dropped.")
    action.state = State.DROPPED.value
    action.dropped_at, action.dropped_by, action.dropped_why = clock.now(), by.actor.words, told
    _save(action, "drop", f"Dropped {action}: {told}", by)
    _follow(action, by)
    return action


def _taken(verb: Verb, action_id: int, seen: int, by: Standing) -> Action:
    """The action, locked, for who may do this to it and has seen its newest version."""
    action = _locked(action_id, by)
    can_act(verb, by, action).demand()
    demand_newest(seen=seen, version=action.version)
    return action


def _locked(action_id: int, by: Standing) -> Action:
    """The action with its row locked. What it comes from is locked before it, as when one is agreed."""
    actions = Action.objects.filter(pk=action_id, board_id=by.board_id)
    origin = actions.values_list("origin_kind", "origin_key").first()
    if origin is None:
        raise Refused("No such action at this board.")
    locked_source(kind=origin[0], key=origin[1], by=by)
    return actions.select_for_update(of=("self",)).select_related("agency", "owner", "board").get()


def _demand_owner(agency: Agency | None, owner: Person | None, board_id: int) -> None:
    if agency is None and owner is None:
        raise Refused("Say which agency or which person does it.")
    if agency is not None and not sits(agency.pk, board_id):
        raise Refused(f"{agency.name} has no seat at this board today.")
    if owner is not None:
        may_own(owner, board_id).demand()


def _owner_words(agency: Agency | None, owner: Person | None) -> str:
    return ", ".join(one.name for one in (owner, agency) if one is not None)[:200]


def _move_date(action: Action, becomes: date, reason: str, by: Standing) -> None:
    keep_change(
        board_id=action.board_id,
        kind="action",
        key=action.pk,
        was=action.due_on,
        becomes=becomes,
        reason=reason,
        by=by.actor,
    )
    action.due_on = becomes


def _save(action: Action, verb: str, words: str, by: Standing) -> None:
    action.version += 1
    action.save()
    _enter(action, verb, words, by)


def _enter(action: Action, verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"actions.{verb}",
        kind="action",
        reference=action.pk,
        board_code=by.board_code,
        words=words,
        details={"version": action.version},
    )


def _follow(action: Action, by: Standing) -> None:
    """Let the challenge it comes from move on."""
    if action.origin_kind == OriginKind.CHALLENGE:
        challenge_after_actions(challenge_id=int(action.origin_key), by=by.actor)
