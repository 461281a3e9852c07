"""Reports as the public has them: published, with the record that their page and files are of."""

import hashlib
from datetime import datetime

from agencies.keeping import keep
from reports import gather
from reports.models import Output, Printing, Report
from reports.rules.document import Document, fingerprint, to_json
from reports.rules.states import Life
from tests.factories import THE_DAY, PrintingFactory

PDF = b"%PDF-1.7 the record"


def publish(
    report: Report,
    *,
    document: Document | None = None,
    pdf: bytes = PDF,
    files: tuple[tuple[str, bytes], ...] = (),
    embargo_until: datetime | None = None,
    released_at: datetime = THE_DAY,
) -> Printing:
    """The record of a report that is published; what was published of it before is superseded."""
    data = to_json(document or gather.gathered(report))
    same = {"board": report.board, "kind": report.kind, "first": report.first, "state": Life.PUBLISHED}
    Report.objects.filter(**same).exclude(pk=report.pk).update(state=Life.SUPERSEDED)
    report.state, report.released_at, report.released_by = Life.PUBLISHED, released_at, "The office"
    report.approved_at, report.approved_by = released_at, "The chair"
    report.embargo_until = embargo_until
    report.save()
    stored, sha256 = keep("reports", pdf, ".pdf")
    printing: Printing = PrintingFactory(
        report=report,
        final=True,
        state=Printing.State.BUILT,
        data=data,
        data_sha256=fingerprint(data),
        stored=stored,
        sha256=sha256,
        pages=3,
    )
    for name, content in files:
        where, whole = keep("reports", content, f".{name.rpartition('.')[2]}")
        Output.objects.create(printing=printing, name=name, stored=where, sha256=whole, size=len(content))
    assert sha256 == hashlib.sha256(pdf).hexdigest()
    return printing


def corrected(report: Report, correction: str = "A figure of County Health was wrong.") -> Report:
    """The next edition of a report, still a draft."""
    return Report.objects.create(
        board=report.board,
        kind=report.kind,
        first=report.first,
        last=report.last,
        edition=report.edition + 1,
        correction=correction,
        opened_at=THE_DAY,
        opened_by="The office",
    )
