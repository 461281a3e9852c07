"""Files handed out: the template of a return, a sent file with its problems marked, and figures as tables."""

import io

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.keeping import place_of
from agencies.rules.standing import Standing
from files.errors import Unreadable
from scorecard.actions import handing_out
from scorecard.exports.figures import figures_table
from scorecard.exports.marked import marked_file
from scorecard.exports.scorecard import scorecard_table
from scorecard.exports.tables import Table, TableKind, written
from scorecard.exports.template import template_workbook
from scorecard.permissions import can_see_file, can_see_scorecard
from scorecard.presenters import scorecard_page
from scorecard.presenters.overview import RowWords
from scorecard.queries import overview as scorecards
from scorecard.queries import returns as questions
from scorecard.queries.asked import choice_asked
from scorecard.queries.explored import Choice, Drawn, NotKnown, TooMuch, explored
from scorecard.queries.followup import steps_of
from scorecard.queries.publishing import rules_of
from scorecard.queries.sources import sources_of
from scorecard.queries.template import template_for
from scorecard.views.found import return_to_send, submission_or_404

#: A file holds more figures than a page draws: one indicator of fifteen agencies in eleven districts over twelve years
#: is 7,920 of them.
MOST = 20_000
_TYPES = {
    TableKind.CSV: "text/csv; charset=utf-8",
    TableKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@at_board
def scorecard(request: HttpRequest, standing: Standing, kind: str) -> FileResponse:
    """The scorecard as this person sees it, narrowed as its page is: the latest figure of each line."""
    demand(can_see_scorecard(standing))
    written_as = _kind(kind)
    page = scorecard_page.scorecard(standing)
    steps = steps_of(standing, [row.code for row in page.rows])
    known = scorecard_page.filters(standing, steps)
    chosen = next((one for one in known if one.key == request.GET.get("show", "")), known[0])
    left = scorecard_page.narrowed(page.tiles, chosen.keeps, steps)
    follow = {(row.code, row.agency_id): _follow(row) for tile in left for row in tile.rows}
    rows = [
        row for row in scorecards.overview(standing).rows if (row.indicator.code, row.agency_id) in follow
    ]
    name = f"{standing.board_code} scorecard {page.period.label} {chosen.words if chosen.key else ''}"
    table = scorecard_table(
        rows, follow, rules_of(standing.board_id), name=name, synthetic=standing.synthetic
    )
    return _handed(request, standing, table, written_as)


@require_safe
@at_board
def indicator(request: HttpRequest, standing: Standing, code: str, kind: str) -> HttpResponse | FileResponse:
    """Every figure of one indicator that this person may see."""
    demand(can_see_scorecard(standing))
    return _chosen(request, standing, Choice((code,)), code, _kind(kind))


@require_safe
@at_board
def chosen(request: HttpRequest, standing: Standing, kind: str) -> HttpResponse | FileResponse:
    """The lines that the address chooses, as `GET /api/v1/series` would answer them."""
    demand(can_see_scorecard(standing))
    written_as = _kind(kind)
    try:
        choice = choice_asked((name, value) for name, values in request.GET.lists() for value in values)
    except NotKnown as unknown:
        return _refused(request, standing, str(unknown))
    return _chosen(request, standing, choice, "figures", written_as)


def _chosen(
    request: HttpRequest, standing: Standing, choice: Choice, what: str, written_as: TableKind
) -> HttpResponse | FileResponse:
    try:
        drawn = explored(standing, choice, most=MOST)
    except NotKnown as unknown:
        return _refused(request, standing, str(unknown), status=404)
    except TooMuch as large:
        return _refused(request, standing, str(large))
    name = f"{standing.board_code} {what} {_span(drawn)}"
    found = sources_of(
        {one.indicator.pk: one.indicator for one in drawn}.values(),
        {one.agency.pk for one in drawn if one.agency},
    )
    marks = scorecards.marks_of(standing.board_id)
    table = figures_table(drawn, found, marks, name=name, synthetic=standing.synthetic)
    return _handed(request, standing, table, written_as)


def _span(drawn: tuple[Drawn, ...]) -> str:
    """From when to when the figures are, for a file's name."""
    periods = [point.period for line in drawn for point in line.points]
    if not periods:
        return ""
    return f"{min(one.first for one in periods)} to {max(one.last for one in periods)}"


def _follow(row: RowWords) -> str:
    """What the page says under follow-up."""
    if row.challenge is not None:
        return f"{row.challenge.reference} {row.challenge.state}"
    return row.follow


def _kind(kind: str) -> TableKind:
    if kind not in list(TableKind):
        raise Http404("Figures are handed out as csv and xlsx.")
    return TableKind(kind)


def _refused(request: HttpRequest, standing: Standing, words: str, *, status: int = 400) -> HttpResponse:
    """Why there is no file: a page for somebody at a browser, plain words for a program."""
    if "text/html" not in request.headers.get("Accept", ""):
        return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    explore = reverse("scorecard:explore", args=[standing.board_code])
    again = f"{explore}?{request.GET.urlencode()}" if request.GET else explore
    return render(
        request,
        "scorecard/refused.html",
        {"reason": words, "again": again, "page_has_errors": True},
        status=status,
    )


def _handed(request: HttpRequest, standing: Standing, table: Table, kind: TableKind) -> FileResponse:
    name = table.file_name(kind)
    if request.method == "GET":
        handing_out.enter(
            what=name,
            rows=len(table.rows),
            sensitive=table.sensitive,
            board_id=standing.board_id,
            board_code=standing.board_code,
            by=standing.actor,
        )
    return FileResponse(
        io.BytesIO(written(table, kind)), as_attachment=True, filename=name, content_type=_TYPES[kind]
    )


@require_safe
@at_board
def template(request: HttpRequest, standing: Standing, return_id: int) -> FileResponse:
    """The workbook made for this return, for whoever may send it."""
    owed = return_to_send(standing, return_id)
    made = template_for(owed)
    name = f"{owed.agency.name} {made.period.short.replace('/', '-')}.xlsx"
    return _download(template_workbook(made), name)


@require_safe
@at_board
def marked(request: HttpRequest, standing: Standing, submission_id: int) -> FileResponse:
    """The file as it was sent with its problems marked, for whoever may have the file."""
    found = submission_or_404(standing, submission_id)
    verdict = can_see_file(standing, found.agency_id, released=found.released_at is not None)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    if not found.stored:
        raise Http404("The file was deleted.")
    data = place_of(found.stored).read_bytes()
    try:
        made = marked_file(data, found.file_name, questions.findings_of(found))
    except Unreadable as trouble:
        raise Http404(trouble.message) from trouble
    return _download(made.data, made.name)


def _download(data: bytes, name: str) -> FileResponse:
    return FileResponse(
        io.BytesIO(data), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
