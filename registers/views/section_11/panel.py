"""The panel's page of a cycle: what came, what is far apart, what looks too good; and its pack as a PDF."""

import io

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from registers.permissions.section_11 import can_see_all_assessments
from registers.presenters.section_11 import panel as words
from registers.presenters.section_11.pack import pack_pdf
from registers.queries.section_11.pack import pack, parts_of_pack
from registers.queries.section_11.panel import Show, narrowed, panel
from registers.views.section_11.finding import cycle_or_404

A_PAGE = 50


@require_safe
@at_board
def panel_page(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Every self-assessment that came in a cycle, narrowed as asked."""
    demand(can_see_all_assessments(standing))
    found = panel(standing, cycle_or_404(standing, cycle))
    show = _shown(request)
    here = reverse("registers:section-11-panel", args=[standing.board_code, cycle])
    page = Paginator(narrowed(found.rows, show), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": found.cycle,
        "summary": words.summary(found),
        "rows": [words.row_words(row, found.scale, standing.board_code) for row in page.object_list],
        "page": page,
        "query": "" if show is Show.CAME else f"show={show}&",
        "filters": words.filters(found, show, here),
        "empty": words.EMPTY_WORDS[show],
        "levels": words.level_heads(found.scale),
        "standards": [words.standard_words(one, found.scale) for one in found.standards],
        "back_link": (
            f"Back to {found.cycle.name}",
            reverse("registers:section-11-cycle", args=[standing.board_code, cycle]),
        ),
        "packs": _packs(standing, cycle, show, page.paginator.count),
    }
    return render(request, "registers/section_11/panel.html", context)


@require_safe
@at_board
def panel_pack(request: HttpRequest, standing: Standing, cycle: int) -> FileResponse:
    """The pack for the challenge day: the same organisations, each standard with both scores, printed."""
    demand(can_see_all_assessments(standing))
    show = _shown(request)
    part = request.GET.get("part", "")
    number = int(part) if part.isdecimal() and len(part) < 4 else 1
    found = pack(standing, cycle_or_404(standing, cycle), show, part=number)
    made = pack_pdf(found, standing, words.SHOW_WORDS[show])
    which = f" part {found.part}" if found.of > 1 else ""
    name = f"{standing.board_code} section 11 {found.panel.cycle.name} challenge day{which}.pdf"
    return FileResponse(
        io.BytesIO(made.data), as_attachment=True, filename=name, content_type="application/pdf"
    )


def _shown(request: HttpRequest) -> Show:
    """What the address asks for; everything where it names nothing known."""
    asked = request.GET.get("show", "")
    return Show(asked) if asked in list(Show) else Show.CAME


def _packs(standing: Standing, cycle: int, show: Show, organisations: int) -> list[tuple[str, str]]:
    """What to press, and where, for each printed part; nothing where the list is empty."""
    page = reverse("registers:section-11-pack", args=[standing.board_code, cycle])
    of = parts_of_pack(organisations)
    if of == 1:
        return [("Print the pack (PDF)", f"{page}?show={show}")] if organisations else []
    return [
        (f"Print the pack, part {part} of {of} (PDF)", f"{page}?show={show}&part={part}")
        for part in range(1, of + 1)
    ]


ADDRESSES: list[URLPattern] = [
    path("section-11/cycles/<int:cycle>/panel/", panel_page, name="section-11-panel"),
    path("section-11/cycles/<int:cycle>/panel/pack.pdf", panel_pack, name="section-11-pack"),
]
