"""Files handed out: the template of a return, and a sent file with its problems marked."""

import io

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from agencies.door import at_board
from agencies.keeping import place_of
from agencies.rules.standing import Standing
from files.errors import Unreadable
from scorecard.exports.marked import marked_file
from scorecard.exports.template import template_workbook
from scorecard.permissions import can_see_file
from scorecard.queries import returns as questions
from scorecard.queries.template import template_for
from scorecard.views.found import return_to_send, submission_or_404


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
