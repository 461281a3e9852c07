"""Non-interference: everything published is the same, byte for byte, whatever the hidden numbers are.

Each artefact is built in two worlds that differ in hidden numbers alone: in others that the attacker, who knows
everything that is printed and our rules, finds possible. So no artefact can depend on a hidden number.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from random import Random

import pytest
from django.db import transaction
from pypdf import PdfReader

from agencies.models import Agency, Board
from agencies.rules.standing import Actor, Standing
from reports import build, gather
from reports.build import open_data, web
from reports.build.slides import slides
from reports.build.word import word
from reports.gather import trained as trained_gathering
from reports.rules.document import Document, to_json
from reports.rules.kinds import Kind
from scorecard.actions.indicators import set_target
from scorecard.models import Indicator
from scorecard.queries import publishing as publishing_rules
from scorecard.queries.publishing import Publishing, Rules, publishing
from scorecard.rules.figures import Basis, Polarity, Unit
from scorecard.rules.suppression import SuppressionRule
from tests.building import CHILDREN, LAST, load
from tests.factories import BenchmarkFactory, CommentaryFactory, IndicatorFactory
from tests.reports.opened import opened
from tests.reports.worlds import SMALL, Sent, other_world
from training.queries.trained import Trained
from training.rules.people import Reach, Window

QUARTERS = [LAST.shifted(-3 * back) for back in range(15, -1, -1)]
ABOUT = open_data.About("https://x/figures.csv", "https://x/", "2018-05-21", 1, "0" * 64, "")
DAY = datetime(2018, 5, 21, tzinfo=UTC)
PARTS = ("mothers", "fathers", "carers")

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


def richer_board(chance: Random) -> dict[tuple[str, object, str], tuple[int, int | None]]:
    """More: a total with its parts, a year so far, a share of the total, a year's count printed elsewhere."""
    sent = small_board(chance)
    so_far = 0
    for period in QUARTERS:
        parts = [chance.choice([2, 4, 9, 14]), chance.choice([3, 5, 11]), chance.choice([20, 30])]
        for part, number in zip(PARTS, parts, strict=True):
            sent["R01", period, part] = (number, None)
        sent["R01", period, "all"] = (sum(parts), None)
        so_far = (0 if period.quarter_number == 1 else so_far) + chance.choice([2, 5, 12, 15])
        sent["R02", period, "all"] = (so_far + 10, None)
        so_far += 10 if period.quarter_number == 1 else 0
        sent["R03", period, "all"] = (chance.choice([3, 12, 15]), sum(parts))
    return sent


@pytest.fixture
def richer(board: Board, scorecard: dict[str, Indicator], health: Agency) -> None:
    """The indicators that the richer board has besides the small scorecard's."""
    more: dict[str, dict[str, object]] = {
        "R01": {
            "unit": Unit.COUNT,
            "decimals": 0,
            "breakdown": "who",
            "breakdown_values": list(PARTS),
            "numerator": "People who came",
        },
        "R02": {"unit": Unit.COUNT, "decimals": 0, "basis": Basis.YEAR_TO_DATE},
        "R03": {"unit": Unit.PERCENT, "denominator": "People who came"},
    }
    for order, (code, given) in enumerate(more.items(), start=20):
        IndicatorFactory(
            board=board, code=code, order=order, owner=health, polarity=Polarity.LOWER,
            perspective=scorecard["H01"].perspective, questions=["What was done?"], **given,
        )  # fmt: skip


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
        "Word file": word(document, made_at=DAY),
    }


def trained(nurses: int, police: int) -> Callable[[int, Window], Trained]:
    """Who was trained, of whom few are nurses."""
    professions = (Reach("Nurses", nurses), Reach("Police officers", police), Reach("Teachers", 640))
    agencies = (Reach("County Health", 360), Reach("Schools", 340))
    return lambda board_id, window: Trained(window, nurses + police + 640, 900, agencies, professions, ())


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


@pytest.mark.parametrize("seed", [3, 4, 6, 7])
def test_nor_on_a_richer_board_with_totals_parts_years_so_far_and_a_national_table(
    board: Board, richer: None, world: World, helen: Standing, health: Agency, seed: int
) -> None:
    sent = richer_board(Random(seed))
    of_year = sum(sent["H03", period, "all"][0] for period in QUARTERS[-4:])
    BenchmarkFactory(
        indicator_code="H03",
        area__code=board.area_code,
        first=QUARTERS[-4].first,
        last=LAST.last,
        unit=Unit.RATE,
        value=round(of_year * 10_000 / CHILDREN, 1),
    )
    other = altered(board, sent, helen, health, Random(seed))

    assert differing(world(sent), world(other)) == []


def test_the_pdfs_are_the_same_byte_for_byte_and_so_is_what_is_said_of_who_was_trained(
    board: Board, world: World, helen: Standing, health: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = small_board(Random(5))
    other = altered(board, sent, helen, health, Random(5))
    reports = {kind: opened(board, kind) for kind in (Kind.ANNUAL, Kind.COUNCILLOR)}
    made = []
    for figures, (nurses, police) in ((sent, (3, 57)), (other, (4, 56))):
        monkeypatch.setattr(trained_gathering, "trained_at", trained(nurses, police))
        with transaction.atomic():
            load(*_lines(figures), by=helen, agency=health)
            documents = {kind: gather.gathered(report) for kind, report in reports.items()}
            transaction.set_rollback(True)
        made.append({kind: build.pdf(one, draft=False).data for kind, one in documents.items()})

    assert made[0] == made[1]
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made[0][Kind.COUNCILLOR])).pages)
    assert "hidden: small number" in words
    assert "640" in words


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


def test_no_hidden_number_stands_in_anything_that_is_published(
    board: Board, world: World, helen: Standing, health: Agency
) -> None:
    """Each share of 97 rounds to a percentage of its own, so a hidden one would be known wherever it stood."""
    sent = {
        ("H02", period, "all"): (number, 97)
        for period, number in zip(
            QUARTERS, [41, 2, 43, 94, 47, 53, 3, 57, 59, 95, 31, 37, 4, 29, 43, 93], strict=True
        )
    }
    secret = {f"{number * 100 / 97:.1f}" for number in (2, 94, 3, 95, 4, 93)}

    made = world(sent)

    for name, content in made.items():
        text = _text(name, content)
        assert not {one for one in secret if re.search(rf"(?<![\d.]){re.escape(one)}(?![\d])", text)}, name
    assert re.search(r"(?<![\d.])42\.3(?!\d)", _text("annual CSV", made["annual CSV"]))
    with transaction.atomic():
        load(*_lines(sent), by=helen, agency=health)
        assert publishing_rules.demand_no_leak(publishing(board, LAST.last)).hidden
        transaction.set_rollback(True)


def _text(name: str, content: bytes) -> str:
    """What is said, without the coordinates of drawings; of slides, the words and the tables behind the charts."""
    if name.endswith("Word file"):
        content = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    if name.endswith("slides"):
        return _slides_text(content)
    return re.sub(r'\b(?:d|x|y|cx|cy|width|height|viewBox|points)="[^"]*"', "", content.decode("utf-8-sig"))


def _slides_text(content: bytes) -> str:
    from pptx import Presentation

    found = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_chart:
                found += [str(value) for line in shape.chart.plots[0].series for value in line.values]
                found.append(shape._element.nvGraphicFramePr.cNvPr.get("descr"))
    return "\n".join(found)
