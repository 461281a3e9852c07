"""What a board has published, for anybody: editions whose embargo is over and whose record is filed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Q

from agencies.models import Board
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea
from reports.models import Output, Printing, Report
from reports.rules.document import Document, from_json
from reports.rules.kinds import KINDS, Kind
from reports.rules.states import Life
from reports.rules.titles import file_name, slug_of, title_of

_OUT = (Life.PUBLISHED, Life.SUPERSEDED)
_KINDS = tuple(kind for kind, facts in KINDS.items() if facts.published)


@dataclass(frozen=True, slots=True)
class File:
    """A file of an edition: what it is called, where it is kept, how it is known to be whole."""

    name: str
    stored: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One published edition. `correction` is what it puts right in the one before.

    `newest` is the number of the latest edition of the same report; where that is another, `corrected` is what was put
    right since, the latest last.
    """

    board_code: str
    kind: Kind
    slug: str
    number: int
    title: str
    correction: str
    published_at: datetime
    printing_id: int
    data_sha256: str
    pages: int
    pdf: File
    files: tuple[File, ...]
    newest: int
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A board's publications: its name, and the editions of each report, the latest first."""

    board_code: str
    board_name: str
    synthetic: bool
    reports: tuple[tuple[Edition, ...], ...]


def published_by(board_code: str) -> Shelf | None:
    """What a board has published; None where there is no such board."""
    board = Board.objects.filter(code=board_code).first()
    if board is None:
        return None
    name = vocabulary_of(board).word(Idea.NAME, clock.today()).text
    return Shelf(board.code, name, board.synthetic, _editions(board))


def editions_of(board_code: str, kind: str, slug: str) -> tuple[Edition, ...]:
    """The editions of one report, the latest first; none where nothing of it is out."""
    board = Board.objects.filter(code=board_code).first()
    if board is None or kind not in _KINDS:
        return ()
    found = (one for one in _editions(board, kind=Kind(kind)) if one[0].slug == slug)
    return next(found, ())


def latest_of(board_code: str, kind: str) -> Edition | None:
    """The latest edition of the latest report of a kind."""
    board = Board.objects.filter(code=board_code).first()
    if board is None or kind not in _KINDS:
        return None
    return next((one[0] for one in _editions(board, kind=Kind(kind))), None)


def document_of(edition: Edition) -> Document:
    """The frozen data of an edition."""
    return document_by(edition.printing_id)


def document_by(printing_id: int) -> Document:
    """The frozen data of a published printing."""
    data = Printing.objects.values_list("data", flat=True).get(pk=printing_id)
    assert data is not None  # noqa: S101 - a printing that is built has its data
    return from_json(data)


def _editions(board: Board, *, kind: Kind | None = None) -> tuple[tuple[Edition, ...], ...]:
    records = (
        Printing.objects.filter(
            report__board=board,
            report__kind__in=_KINDS if kind is None else (kind,),
            report__state__in=_OUT,
            final=True,
            state=Printing.State.BUILT,
        )
        .filter(Q(report__embargo_until__isnull=True) | Q(report__embargo_until__lte=clock.now()))
        .select_related("report__board")
        .prefetch_related("outputs")
        .defer("data")
        .order_by("-report__last", "report__kind", "report__first", "-report__edition")
    )
    told = ((one.report, _edition(one)) for one in records)
    same = groupby(told, key=lambda one: (one[0].kind, one[0].first, one[0].last))
    return tuple(tuple(_with_newest([edition for _, edition in group])) for _, group in same)


def _edition(printing: Printing) -> Edition:
    report: Report = printing.report
    words, kind = vocabulary_of(report.board), Kind(report.kind)
    assert report.released_at is not None  # noqa: S101 - what is published was released by somebody
    name = file_name(words, report.board.code, kind, report.period)
    if report.edition > 1:
        name = f"{name}-edition-{report.edition}"
    return Edition(
        board_code=report.board.code,
        kind=kind,
        slug=slug_of(report.period),
        number=report.edition,
        title=title_of(words, kind, report.period).text,
        correction=report.correction,
        published_at=max(filter(None, (report.released_at, report.embargo_until))),
        printing_id=printing.pk,
        data_sha256=printing.data_sha256,
        pages=printing.pages or 0,
        pdf=File(f"{name}.pdf", printing.stored, printing.sha256),
        files=tuple(_file(one) for one in printing.outputs.all()),
        newest=report.edition,
    )


def _file(output: Output) -> File:
    return File(output.name, output.stored, output.sha256)


def _with_newest(editions: list[Edition]) -> Iterable[Edition]:
    """Each edition of a report, the latest first, with what was put right since."""
    newest = editions[0].number
    corrected: tuple[str, ...] = ()
    for one in editions:
        yield replace(one, newest=newest, corrected=corrected)
        corrected = (one.correction, *corrected)
