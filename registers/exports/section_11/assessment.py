"""A self-assessment as a file that outlives the portal: a tagged PDF, a Word file, and JSON for programs."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from agencies.rules.clock import LONDON
from design import docx
from design.pdf import render
from registers.queries.section_11.assessment import AssessmentPage, StandardRow
from registers.rules.section_11.scales import LEVELS, SCALE_WORDS
from registers.rules.section_11.states import STATE_WORDS, State

NOTICE = "Demonstration: this board and this self-assessment are invented."
#: Changes when the JSON is read another way.
FORM = "lscb.section-11.assessment.1"


@dataclass(frozen=True, slots=True)
class About:
    """At which board, and whether that is a demonstration's."""

    board_name: str
    synthetic: bool

    @property
    def notice(self) -> str:
        """What every page of a demonstration says."""
        return NOTICE if self.synthetic else ""


def made(kind: str, page: AssessmentPage, about: About) -> bytes:
    """The file of a kind: `pdf`, `docx` or `json`. The same self-assessment gives the same bytes."""
    return {"pdf": as_pdf, "docx": as_docx, "json": as_json}[kind](page, about)


def as_pdf(page: AssessmentPage, about: About) -> bytes:
    """All of it as a tagged PDF."""
    context = {
        "title": _title(page),
        "board_name": about.board_name,
        "notice": about.notice,
        "state": _state(page),
        "assessment": page.assessment,
        "scale": _scale(page),
        "rows": [(row, row.said, _moderated(row), _kept(row)) for row in page.rows],
    }
    return render(
        render_to_string("pdf/section_11_assessment.html", context), base_dir=settings.BASE_DIR
    ).data


def as_docx(page: AssessmentPage, about: About) -> bytes:
    """All of it as a Word file, to go on with."""
    found = page.assessment
    blocks: list[docx.Block] = [
        docx.Heading(_title(page)),
        docx.Paragraph(f"{about.board_name}. {_state(page)}"),
        docx.Paragraph(_scale(page)),
    ]
    if found.statement:
        blocks += [
            docx.Heading("What the executive said", 2),
            docx.Paragraph(f"{found.statement}\n{found.submitted_by}"),
        ]
    for row in page.rows:
        blocks += _blocks(row)
    return docx.write(
        title=_title(page),
        author=about.board_name,
        made_at=_made_at(page),
        blocks=tuple(blocks),
        notice=about.notice,
    )


def as_json(page: AssessmentPage, about: About) -> bytes:
    """All of it for programs: names of fields as the pages call things, days as 2018-06-29."""
    found = page.assessment
    told: dict[str, Any] = {
        "form": FORM,
        "notice": about.notice,
        "board": about.board_name,
        "organisation": {"code": found.agency.code, "name": found.agency.name},
        "cycle": {"number": found.cycle.number, "name": found.cycle.name, "due_on": found.due_on},
        "state": found.state,
        "signed_off": {
            "at": found.submitted_at,
            "by": found.submitted_by,
            "statement": found.statement,
        },
        "scale": [{"value": one.value, "word": one.word, "means": one.means} for one in LEVELS[page.scale]],
        "standards": [_told(row) for row in page.rows],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=_iso).encode()


def _told(row: StandardRow) -> dict[str, Any]:
    answer = row.answer
    return {
        "number": row.standard.number,
        "title": row.standard.title,
        "asks": row.standard.asks,
        "score": row.written.score,
        "not_applicable": row.written.not_applicable,
        "why_not": row.written.why_not,
        "words": row.written.words,
        "authors": answer.authors if answer else [],
        "beside_last_cycle": row.mark.value if row.mark else None,
        "moderated": {
            "score": row.moderated.value if row.moderated else None,
            "why": row.moderated_why,
        },
        "evidence": [
            {
                "kind": one.kind,
                "words": one.words,
                "link": one.link,
                "figure": one.figure,
                "file": one.file_name,
                "sha256": one.sha256,
                "added_by": one.added_by,
            }
            for one in _kept(row)
        ],
        "improvements": [
            {
                "text": one.text,
                "owner": one.owner_words,
                "due_on": one.due_on,
                "action": str(one.action) if one.action else None,
            }
            for one in row.improvements
        ],
    }


def _blocks(row: StandardRow) -> list[docx.Block]:
    blocks: list[docx.Block] = [
        docx.Heading(str(row.standard), 2),
        docx.Paragraph(row.standard.asks),
        docx.Paragraph(f"Own score: {row.said}"),
    ]
    blocks += [docx.Paragraph(one) for one in (row.written.why_not, row.written.words) if one]
    if moderated := _moderated(row):
        blocks.append(docx.Paragraph(f"Moderated: {moderated}"))
    kept = _kept(row)
    if kept:
        blocks += [
            docx.Heading("Evidence", 3),
            docx.Items(tuple(" ".join(filter(None, (one.words, one.link, one.file_name))) for one in kept)),
        ]
    if row.improvements:
        rows = tuple((one.text, one.owner_words, _day(one.due_on)) for one in row.improvements)
        blocks += [
            docx.Heading("What will improve", 3),
            docx.Table(("What will be done", "Who sees to it", "By when"), rows),
        ]
    return blocks


def _moderated(row: StandardRow) -> str:
    if row.moderated is None:
        return ""
    why = f". {row.moderated_why}" if row.moderated_why else ""
    return f"{row.moderated.word}: {row.moderated.means}{why}"


def _kept(row: StandardRow) -> tuple[Any, ...]:
    return tuple(one for one in row.evidence if one.taken_back_at is None)


def _title(page: AssessmentPage) -> str:
    return f"Self-assessment {page.assessment.cycle.name}: {page.assessment.agency.name}"


def _state(page: AssessmentPage) -> str:
    found = page.assessment
    words = f"{STATE_WORDS[State(found.state)]}."
    if found.submitted_at is None:
        return f"{words} Not signed off."
    return (
        f"{words} Signed off on {_day(found.submitted_at.astimezone(LONDON).date())} by {found.submitted_by}."
    )


def _scale(page: AssessmentPage) -> str:
    levels = "; ".join(f"{one.word}: {one.means[0].lower()}{one.means[1:]}" for one in LEVELS[page.scale])
    return f"Scored by {SCALE_WORDS[page.scale].lower()}. {levels}."


def _made_at(page: AssessmentPage) -> datetime:
    """When it was signed off; of a draft, when something was last written: the same gives the same bytes."""
    written = [row.answer.written_at for row in page.rows if row.answer and row.answer.written_at]
    at = page.assessment.submitted_at or max(written, default=None)
    return at or datetime.combine(page.assessment.cycle.opens_on, time(), LONDON)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _iso(one: date | datetime) -> str:
    return one.isoformat()
