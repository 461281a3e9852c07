"""What is owed, by its title, and what was said last about it: for whoever picks up the telephone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agencies.thread import Obligation
from registers.models import Action, Asked, DateChange, ProgressNote, Reply
from registers.rules.challenges import REPLY

ACTION = "action"
#: A thing that is owed: its kind, and its room's key for it.
Thing = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """Some words about a thing that is owed: what they were, who said them, and when."""

    what: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class About:
    """What is asked or is to be done, in its own words, and the latest that was said; empty where nothing was."""

    title: str = ""
    said: Said | None = None


#: Of what other rooms are owed, no more is known here.
NOTHING = About()


def about(board_id: int, owed: Iterable[Obligation]) -> dict[Thing, About]:
    """The title and the latest words of each reply and action that is owed. Five queries, however many there are."""
    keys: dict[str, list[str]] = {REPLY: [], ACTION: []}
    for one in owed:
        if one.kind in keys:
            keys[one.kind].append(one.key)
    asked, actions = list(map(int, keys[REPLY])), list(map(int, keys[ACTION]))
    titles: dict[Thing, str] = {
        **{(REPLY, str(pk)): title for pk, title in _rows(Asked, asked, "challenge__title")},
        **{(ACTION, str(pk)): text for pk, text in _rows(Action, actions, "text")},
    }
    latest: dict[Thing, Said] = {}
    for thing, said in [*_replies(asked), *_notes(actions), *_moved(board_id, keys)]:
        if thing not in latest or latest[thing].at <= said.at:
            latest[thing] = said
    return {thing: About(title, latest.get(thing)) for thing, title in titles.items()}


def _rows(model: type[Asked] | type[Action], ids: list[int], field: str) -> Iterable[tuple[int, str]]:
    return model.objects.filter(pk__in=ids).values_list("pk", field)


def _replies(asked: list[int]) -> list[tuple[Thing, Said]]:
    return [
        ((REPLY, str(one.asked_id)), Said("Replied", one.text, one.replied_words, one.replied_at))
        for one in Reply.objects.filter(asked_id__in=asked).order_by("pk")
    ]


def _notes(actions: list[int]) -> list[tuple[Thing, Said]]:
    return [
        ((ACTION, str(one.action_id)), Said("Progress", one.text, one.noted_by, one.noted_at))
        for one in ProgressNote.objects.filter(action_id__in=actions).order_by("pk")
    ]


def _moved(board_id: int, keys: dict[str, list[str]]) -> list[tuple[Thing, Said]]:
    found = []
    for kind, these in keys.items():
        for one in DateChange.objects.filter(board_id=board_id, kind=kind, key__in=these).order_by("pk"):
            said = Said("Date moved", one.reason, one.changed_by, one.changed_at)
            found.append(((kind, one.key), said))
    return found
