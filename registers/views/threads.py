"""From signal to result: the list of threads, and the same as a file."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import OriginKind
from registers.permissions import can_see_challenges
from registers.presenters import threads as words
from registers.presenters.thread_files import MOST_PRINTED, threads_pdf, threads_table
from registers.queries import thread_list as questions
from registers.queries.threads import Thread
from scorecard.exports.tables import TableKind, written

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@require_safe
@at_board
def threads(request: HttpRequest, standing: Standing) -> HttpResponse:
    """One line a challenge: what it came from, what was done when, who owes the next step, the result so far."""
    demand(can_see_challenges(standing))
    narrowed = _narrowed(request)
    found = questions.threads(standing, narrowed, page=request.GET.get("page"))
    address = reverse("registers:threads", args=[standing.board_code])
    context = {
        "rows": [words.thread_words(one) for one in found.rows],
        "page": found.chosen,
        "query": f"{words.query_of(narrowed)}&",
        "impact": words.impact(found.counts),
        "empty": words.EMPTY_WORDS[narrowed.show],
        "filters": words.filters(found, narrowed, address),
        "agency_filters": words.agency_filters(found, narrowed, address),
        "origin_filters": words.origin_filters(found, narrowed, address),
        "narrowed": narrowed.agency or narrowed.origin,
        "files": [
            (kind.upper(), f"{_file_address(standing, kind)}?{words.query_of(narrowed)}") for kind in _TYPES
        ],
    }
    return render(request, "registers/threads.html", context)


def _file_address(standing: Standing, kind: str) -> str:
    return reverse("registers:threads-download", args=[standing.board_code, kind])


def _narrowed(request: HttpRequest) -> questions.Narrowed:
    """What the address asks for; what it names wrongly is left out."""
    show, kind = request.GET.get("show", ""), request.GET.get("from", "")
    return questions.Narrowed(
        show=questions.Show(show) if show in list(questions.Show) else questions.Show.OPEN,
        agency=request.GET.get("agency", "")[:40],
        origin=kind if kind in OriginKind.values else "",
    )


@require_safe
@at_board
def download(request: HttpRequest, standing: Standing, kind: str) -> FileResponse:
    """The list as it is narrowed, every page of it: as rows for a spreadsheet, or printed."""
    demand(can_see_challenges(standing))
    if kind not in _TYPES:
        raise Http404("Threads are handed out as csv, xlsx and pdf.")
    narrowed = _narrowed(request)
    chosen = words.SHOW_WORDS[narrowed.show]
    name = f"{standing.board_code} threads {chosen} {clock.today():%Y-%m-%d}"
    found = questions.all_threads(standing, narrowed, most=MOST_PRINTED if kind == "pdf" else None)
    table = threads_table(found, name=name, synthetic=standing.synthetic)
    if kind == "pdf":
        data, file_name = _printed(standing, narrowed, found), table.file_name(TableKind.CSV)[:-3] + "pdf"
    else:
        data, file_name = written(table, TableKind(kind)), table.file_name(TableKind(kind))
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=file_name, content_type=_TYPES[kind])


def _printed(standing: Standing, narrowed: questions.Narrowed, found: tuple[Thread, ...]) -> bytes:
    counts = questions.counts_of(standing, narrowed)
    many = counts[narrowed.show]
    first = f", the first {len(found)} of {many}" if many > len(found) else ""
    made = threads_pdf(
        found,
        board_name=standing.board_name,
        subtitle=f"{words.SHOW_WORDS[narrowed.show]}{first}, {clock.today():%-d %B %Y}",
        said=" ".join(words.impact(counts)),
        synthetic=standing.synthetic,
    )
    return made.data


ADDRESSES: list[URLPattern] = [
    path("threads/", threads, name="threads"),
    path("threads/download.<str:kind>", download, name="threads-download"),
]
