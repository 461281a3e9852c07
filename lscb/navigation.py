"""The way into every room: the menu on each page, and the page of what a board sets."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.permissions import can_see_people, can_see_tokens, can_set_words
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict, refused
from registers.permissions import (
    can_see_actions,
    can_see_challenges,
    can_see_meetings,
    can_see_owed,
    can_see_risks,
    can_set_registers,
)
from registers.permissions.section_11 import can_see_section_11
from scorecard.permissions import can_manage_feeds, can_see_returns, can_see_scorecard, can_set_scorecard
from training.permissions import can_see_learning, can_set_counting


@dataclass(frozen=True, slots=True)
class Setting:
    """One page on which a board's people set something, and what that is."""

    label: str
    words: str
    address: str
    allowed: bool


def menu(request: HttpRequest, standing: Standing) -> list[tuple[str, str, bool]]:
    """The rooms this person may enter, with the one they are in marked."""
    offered = [
        ("Scorecard", "scorecard:overview", bool(can_see_scorecard(standing))),
        ("Explore", "scorecard:explore", bool(can_see_scorecard(standing))),
        ("Challenges", "registers:challenges", bool(can_see_challenges(standing))),
        ("Threads", "registers:threads", bool(can_see_challenges(standing))),
        ("Actions", "registers:actions", bool(can_see_actions(standing))),
        ("Risks", "registers:risks", bool(can_see_risks(standing))),
        ("Meetings", "registers:meetings", bool(can_see_meetings(standing))),
        ("Section 11", "registers:section-11", bool(can_see_section_11(standing))),
        ("Learning", "training:learning", bool(can_see_learning(standing))),
        ("What is owed", "registers:owed", bool(can_see_owed(standing))),
        ("Data returns", "scorecard:returns", bool(can_see_returns(standing))),
        ("Reports", "reports:reports", standing.may(Permission.REPORT_SEE_PUBLISHED)),
        ("People", "agencies:people", bool(can_see_people(standing))),
        ("Settings", "settings", bool(can_see_settings(standing))),
    ]
    links = [
        (label, reverse(name, args=[standing.board_code])) for label, name, allowed in offered if allowed
    ]
    here = _belongs(request.path, standing.board_code)
    within = max((url for _, url in links if here.startswith(url)), key=len, default="")
    return [(label, url, url == within) for label, url in links]


#: What stands at an address of its own, by the room whose page it is reached from.
_WITHIN = {
    "submissions": "returns",
    "signals": "scorecard",
    "audits": "meetings",
    "decisions": "meetings",
    "letters": "owed",
    "feeds": "settings",
    "measures": "settings",
    "perspectives": "settings",
    "comparisons": "settings",
    "tokens": "settings",
    "registers": "settings",
    "reviews": "learning",
    "courses": "learning",
    "sessions": "learning",
    "trained": "learning",
}


#: Pages of a room that are the board's settings.
_SETTINGS = ("trained/counted-here/",)


def _belongs(path: str, board: str) -> str:
    """The address as the menu sorts it: what was sent belongs with what is owed, an audit with the meetings."""
    start, rest = f"/{board}/", path.removeprefix(f"/{board}/")
    if rest in _SETTINGS:
        return f"{start}settings/"
    first, slash, more = rest.partition("/")
    return f"{start}{_WITHIN.get(first, first)}{slash}{more}"


def can_see_settings(standing: Standing) -> Verdict:
    """May this person see the page of settings? Whoever may open one of the pages it leads to."""
    if any(one.allowed for one in _settings(standing)):
        return ALLOWED
    return refused("The board’s settings are kept by its business manager.")


@require_safe
@at_board
def settings(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What this person may see or set about the board, each with a line of what it is."""
    demand(can_see_settings(standing))
    found = [one for one in _settings(standing) if one.allowed]
    return render(request, "lscb/settings.html", {"settings": found})


def _settings(standing: Standing) -> list[Setting]:
    def page(label: str, words: str, name: str, verdict: Verdict) -> Setting:
        return Setting(label, words, reverse(name, args=[standing.board_code]), bool(verdict))

    scorecard = can_set_scorecard(standing)
    return [
        page(
            "What is measured",
            "Indicators and their definitions, owners, targets, and where lines begin anew.",
            "scorecard:measures",
            scorecard,
        ),
        page(
            "Perspectives",
            "The headings of the scorecard and their order.",
            "scorecard:perspectives",
            scorecard,
        ),
        page(
            "Similar areas and small numbers",
            "Whom the board compares itself with, and how small a count is hidden from the public.",
            "scorecard:comparisons",
            scorecard,
        ),
        page(
            "What things are called",
            "The names of the board, its chair and its reports, each from a day on.",
            "agencies:words",
            can_set_words(standing),
        ),
        page(
            "Registers",
            "Days to reply, the ladder of reminders, bands of risk, chief officers.",
            "registers:settings",
            can_set_registers(standing),
        ),
        page(
            "Training counted here",
            "From which quarter on people trained and attendance are counted from the records kept here.",
            "training:kept-here",
            can_set_counting(standing),
        ),
        page(
            "Scheduled imports",
            "Folders that are looked into for agencies’ files, and what is done with them.",
            "scorecard:feeds",
            can_manage_feeds(standing),
        ),
        page(
            "Keys for programs",
            "What lets an agency’s own systems send and read figures.",
            "scorecard:tokens",
            can_see_tokens(standing),
        ),
    ]
