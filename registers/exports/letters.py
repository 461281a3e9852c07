"""A letter of the chair as a PDF and as a Word file."""

from django.conf import settings
from django.template.loader import render_to_string

from agencies import keeping
from agencies.rules import clock
from agencies.rules.standing import Standing
from design import docx
from design.pdf import render
from registers.models import ChairLetter
from registers.queries.letters import LetterPage

NOTICE = "Demonstration: this board and this letter are invented."


def letter_pdf(page: LetterPage, standing: Standing) -> bytes:
    """The letter as a tagged PDF; of a sent one, the very bytes that were sent."""
    letter = page.letter
    if letter.state == ChairLetter.State.SENT:
        return keeping.kept_by_hash(letter.stored, letter.sha256)
    context = {
        "letter": letter,
        "title": f"{letter.reference}: letter to {letter.officer or letter.agency.name}",
        "board_name": standing.board_name,
        "paragraphs": paragraphs(page.text),
        "today": clock.today(),
        "notice": NOTICE if standing.synthetic else "",
    }
    return render(render_to_string("pdf/letter.html", context), base_dir=settings.BASE_DIR).data


def letter_docx(page: LetterPage, standing: Standing) -> bytes:
    """The letter's newest words as a Word file."""
    letter = page.letter
    head = "\n".join(filter(None, (letter.officer, letter.title, letter.agency.name, letter.address)))
    on = letter.sent_at or clock.now()
    return docx.write(
        title=f"{letter.reference}: letter to {letter.officer or letter.agency.name}",
        author=standing.board_name,
        made_at=on,
        blocks=(
            docx.Paragraph(standing.board_name),
            docx.Paragraph(head),
            docx.Paragraph(f"{on:%-d %B %Y}"),
            docx.Paragraph(f"Our reference: {letter.reference}"),
            *(docx.Paragraph(one) for one in paragraphs(page.text)),
            docx.Paragraph("Independent chair"),
        ),
        notice=NOTICE if standing.synthetic else "",
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """The letter's paragraphs: what blank lines part."""
    return tuple(one.strip() for one in text.replace("\r\n", "\n").split("\n\n") if one.strip())
