"""Non-interference: everything published is the same, byte for byte, whatever the hidden numbers are.

Each artefact is built in two worlds that differ in hidden numbers alone: in others that the attacker, who knows
everything that is printed and our rules, finds possible. So no artefact can depend on a hidden number.
"""

import json
from collections.abc import Callable, Iterable
from random import Random

import pytest
from django.db import transaction

from agencies.models import Agency, Board
from agencies.rules.standing import Actor, Standing
from reports import build, gather
from reports.build import open_data, web
from reports.build.slides import slides
from reports.rules.document import Document, to_json
from reports.rules.kinds import Kind
from scorecard.actions.indicators import set_target
from scorecard.models import Indicator
from scorecard.queries.publishing import Publishing, Rules
from scorecard.rules.suppression import SuppressionRule
from tests.building import LAST, load
from tests.factories import CommentaryFactory
from tests.reports.opened import opened
from tests.reports.worlds import SMALL, Sent, other_world

QUARTERS = [LAST.shifted(-3 * back) for back in range(15, -1, -1)]
ABOUT = open_data.About("https://x/figures.csv", "https://x/", "2018-05-21", 1, "0" * 64, "")

World = Callable[[Sent], dict[str, bytes]]


def small_board(chance: Random) -> dict[tuple[str, object, str], tuple[int, int | None]]:
    """Figures for the small scorecard: about a third small in one way or another."""
    sent: dict[tuple[str, object, str], tuple[int, int | None]] = {}
    for period in QUARTERS:
        sent["H01", period, "all"] = (chance.choice([*SMALL, *range(6, 40)]), None)
        sent["H02", period, "all"] = chance.choice([(chance.randint(20, 60), 97), (chance.choice(SMALL), 97)])
        sent["H03", period, "all"] = (chance.choice([*SMALL, *range(400, 440)]), None)
        of_schools = chance.choice([3, 4, 40, 50])
        sent["H04", period, "schools"] = (of_schools, 120)
        sent["H04", period, "police"] = (120 - of_schools, 120)
    sent["H01", LAST, "all"] = (4, None)
    sent["H02", LAST, "all"] = (95, 97)
    return sent


@pytest.fixture
def world(board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing) -> World:
    """Has figures sent, received, checked and released, builds everything of them, and leaves no trace."""
    for year in (2016, 2017):
        set_target(indicator=scorecard["H02"], year=year, value=50, by=Actor(None, "The office"))  # type: ignore[arg-type]
    CommentaryFactory(indicator=scorecard["H01"], agency=health, text="Busy since 2 January 2018.")
    reports = {kind: opened(board, kind) for kind in (Kind.ANNUAL, Kind.COUNCILLOR)}

    def built(sent: Sent) -> dict[str, bytes]:
        with transaction.atomic():
            load(*_lines(sent), by=helen, agency=health)
            made = {
                f"{kind} {name}": content
                for kind, report in reports.items()
                for name, content in artefacts(gather.gathered(report)).items()
            }
            transaction.set_rollback(True)
        return made

    return built


def _lines(sent: Sent) -> Iterable[tuple[object, ...]]:
    for (code, period, part), (number, out_of) in sent.items():
        yield (code, period, number, out_of, *(() if part == "all" else (part,)))


def artefacts(document: Document) -> dict[str, bytes]:
    """Everything that is made of a document for the public, but for its PDF: that is made of the page for paper."""
    return {
        "data": json.dumps(to_json(document), ensure_ascii=False).encode(),
        "page for paper": build.html(document, draft=False).encode(),
        "page for the screen": web.sections(document).encode(),
        "CSV": open_data.figures_csv(document),
        "metadata": open_data.metadata(document, ABOUT),
        "slides": slides(document),
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


def altered(board: Board, sent: Sent, helen: Standing, health: Agency, chance: Random) -> Sent:
    """The other world of what is sent: with as many other hidden numbers as can be."""
    with transaction.atomic():
        load(*_lines(sent), by=helen, agency=health)
        found = other_world(board, LAST.last, sent, chance)
        transaction.set_rollback(True)
    changed = [where for where in sent if sent[where] != found[where]]
    assert {"H01", "H02", "H04"} <= {code for code, _, _ in changed}, changed
    assert ("H01", LAST, "all") in changed
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_published_depends_on_a_hidden_number(
    board: Board, world: World, helen: Standing, health: Agency, seed: int
) -> None:
    sent = small_board(Random(seed))
    other = altered(board, sent, helen, health, Random(seed))

    assert differing(world(sent), world(other)) == []


def test_this_would_be_noticed_were_nothing_hidden(
    board: Board, world: World, helen: Standing, health: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = small_board(Random(1))
    other = altered(board, sent, helen, health, Random(1))
    nothing = Publishing(Rules(SuppressionRule(1, 0), {}), frozenset(), ())
    monkeypatch.setattr("reports.gather.annual.report.publishing", lambda *given: nothing)
    monkeypatch.setattr("reports.gather.councillor.publishing", lambda *given: nothing)

    told = differing(world(sent), world(other))

    assert {"annual data", "annual CSV", "annual page for the screen", "councillor data"} <= set(told)
