"""What a board has published, for anybody: no sign-in, an address for good per edition, kept by caches for a while."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import conditional_page, require_safe

from agencies.keeping import Damaged, kept_by_hash
from reports.build import open_data, web
from reports.queries import published as questions
from reports.queries.published import Edition, File, Shelf
from scorecard.rules.words import SYNTHETIC

#: Seconds for which anybody on the way may keep a page: after them a correction is known to all.
PAGES_KEPT = 300
#: What an edition's files are never changes; only whether they are still out does.
FILES_KEPT = 3600
_TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/csvm+json",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

View = Callable[..., HttpResponseBase]


def for_everybody(view: View) -> View:
    """Wrap a view of what is published: anybody may read it, and may keep it for a while."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = f"public, max-age={PAGES_KEPT}"
        return response

    return login_not_required(require_safe(conditional_page(answer)))


@for_everybody
def shelf(request: HttpRequest, board: str) -> HttpResponse:
    """Everything a board has published, the latest first."""
    found = questions.published_by(board)
    if found is None:
        raise Http404("No such board.")
    return _page("reports/published/shelf.html", found, {"shelf": found})


@for_everybody
def latest(request: HttpRequest, board: str, report_kind: str) -> HttpResponse:
    """To the latest report of a kind: an address that may be handed on without naming a year."""
    found = questions.latest_of(board, report_kind)
    if found is None:
        raise Http404("Nothing of this kind is published.")
    return redirect("published:edition", board, report_kind, found.slug, found.number)


@for_everybody
def newest(request: HttpRequest, board: str, report_kind: str, period: str) -> HttpResponse:
    """To the latest edition of one report."""
    editions = questions.editions_of(board, report_kind, period)
    if not editions:
        raise Http404("This report is not published.")
    return redirect("published:edition", board, report_kind, period, editions[0].number)


@for_everybody
def edition(request: HttpRequest, board: str, report_kind: str, period: str, edition: int) -> HttpResponse:
    """One edition, to be read: what replaced it, its files with their fingerprints, its sections."""
    found = _edition_or_404(board, report_kind, period, edition)
    around = questions.published_by(board)
    assert around is not None  # noqa: S101 - its edition was found
    context = {
        "edition": found,
        "others": next(one for one in around.reports if found in one),
        **_read(found.printing_id, found.data_sha256),
    }
    return _page("reports/published/edition.html", around, context)


@for_everybody
def pdf(request: HttpRequest, board: str, report_kind: str, period: str, edition: int) -> HttpResponseBase:
    """The PDF as it was filed: the record."""
    return _kept(request, _edition_or_404(board, report_kind, period, edition).pdf)


@for_everybody
def file(
    request: HttpRequest, board: str, report_kind: str, period: str, edition: int, name: str
) -> HttpResponseBase:
    """Another file of the edition, such as its slides."""
    found = _edition_or_404(board, report_kind, period, edition)
    wanted = next((one for one in found.files if one.name == name), None)
    if wanted is None:
        raise Http404("This edition has no such file.")
    return _kept(request, wanted)


@for_everybody
def figures(request: HttpRequest, board: str, report_kind: str, period: str, edition: int) -> HttpResponse:
    """The figures of an edition as open data."""
    found = _edition_or_404(board, report_kind, period, edition)
    data = open_data.figures_csv(_with_figures(found))
    return _file(data, "csv", f"{found.pdf.name.removesuffix('.pdf')}-figures.csv")


@for_everybody
def metadata(request: HttpRequest, board: str, report_kind: str, period: str, edition: int) -> HttpResponse:
    """What a program must know of those figures."""
    found = _edition_or_404(board, report_kind, period, edition)
    at = (board, report_kind, period, edition)
    about = open_data.About(
        address=request.build_absolute_uri(reverse("published:figures", args=at)),
        page=request.build_absolute_uri(reverse("published:edition", args=at)),
        published_on=found.published_at.date().isoformat(),
        edition=found.number,
        sha256=found.data_sha256,
        licence=settings.OPEN_DATA_LICENCE,
    )
    data = open_data.metadata(_with_figures(found), about)
    return _file(data, "json", f"{found.pdf.name.removesuffix('.pdf')}-figures.csv-metadata.json")


def _edition_or_404(board: str, report_kind: str, period: str, number: int) -> Edition:
    editions = questions.editions_of(board, report_kind, period)
    found = next((one for one in editions if one.number == number), None)
    if found is None:
        raise Http404("This edition is not published.")
    return found


def _with_figures(edition: Edition) -> Any:
    document = questions.document_of(edition)
    if not document.figures:
        raise Http404("This edition has no table of figures.")
    return document


@lru_cache(maxsize=8)
def _read(printing_id: int, data_sha256: str) -> dict[str, Any]:
    """What the page says of the frozen data, drawn once a process: the data of a printing never change."""
    document = questions.document_by(printing_id)
    return {
        "board_named": document.board_name,
        "title": document.title,
        "period": document.period,
        "notice": document.notice,
        "has_figures": bool(document.figures),
        "sections": SafeString(web.sections(document)),
    }


def _page(template: str, shelf: Shelf, context: dict[str, Any]) -> HttpResponse:
    """The page as everybody gets it, whoever is signed in: rendered without the request, so no name can stand in it."""
    frame = {
        "board_name": shelf.board_name,
        "home_url": reverse("published:shelf", args=[shelf.board_code]),
        "synthetic_notice": SYNTHETIC if shelf.synthetic else "",
        "footer_links": [
            ("Accessibility statement", reverse("page", args=["accessibility"])),
            ("Privacy", reverse("page", args=["privacy"])),
            ("How to read these charts", reverse("page", args=["charts"])),
        ],
    }
    return HttpResponse(render_to_string(template, {**frame, **context}))


def _kept(request: HttpRequest, file: File) -> HttpResponseBase:
    """A filed file, held to its hash; the same is not sent twice to who has it."""
    etag = f'"{file.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["Cache-Control"] = f"public, max-age={FILES_KEPT}"
        return unchanged
    try:
        data = kept_by_hash(file.stored, file.sha256)
    except Damaged as trouble:
        raise Http404(str(trouble)) from None
    answer = _file(data, file.name.rpartition(".")[2], file.name)
    answer["ETag"] = etag
    answer["Cache-Control"] = f"public, max-age={FILES_KEPT}"
    return answer


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=_TYPES.get(kind, "application/octet-stream"))
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


_AT = "published/<slug:board>/<slug:report_kind>/<slug:period>/"
ADDRESSES: list[URLPattern] = [
    path("published/<slug:board>/", shelf, name="shelf"),
    path("published/<slug:board>/<slug:report_kind>/", latest, name="latest"),
    path(_AT, newest, name="newest"),
    path(f"{_AT}<int:edition>/", edition, name="edition"),
    path(f"{_AT}<int:edition>/pdf/", pdf, name="pdf"),
    path(f"{_AT}<int:edition>/figures.csv", figures, name="figures"),
    path(f"{_AT}<int:edition>/figures.csv-metadata.json", metadata, name="metadata"),
    path(f"{_AT}<int:edition>/files/<str:name>/", file, name="file"),
]
