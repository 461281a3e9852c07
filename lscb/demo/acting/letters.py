"""What the diary says of those who head agencies, and of the chair's letters to them."""

from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.actions import letters as acts
from registers.actions.settings import set_chief_officer
from registers.exports.letters import letter_pdf
from registers.models import ChairLetter
from registers.queries.letters import LetterPage, letter_page


def _name(stage: Stage, entry: Entry) -> None:
    given = entry.given
    set_chief_officer(
        agency=stage.agency(entry.name),
        name=given["officer"],
        title=given["title"],
        email=given.get("email", ""),
        address=given.get("address", ""),
        by=stage.by(entry),
    )


OFFICER_VERBS = {"name": _name}


def _drafted(stage: Stage, entry: Entry) -> LetterPage:
    """The letter that the ladder has had drafted to this agency. LookupError when there is none."""
    drafts = ChairLetter.objects.filter(
        board=stage.board, agency=stage.agency(entry.name), state=ChairLetter.State.DRAFT
    )
    draft = drafts.get()
    page = letter_page(stage.by(entry), draft.number)
    if page is None:
        raise LookupError(f"No letter to {entry.name} was drafted.")
    return page


def _edit(stage: Stage, entry: Entry) -> None:
    letter = _drafted(stage, entry).letter
    acts.edit(
        letter_id=letter.pk,
        text=entry.given["text"],
        officer=letter.officer,
        title=letter.title,
        email=letter.email,
        address=letter.address,
        seen=letter.version,
        by=stage.by(entry),
    )


def _send(stage: Stage, entry: Entry) -> None:
    page = _drafted(stage, entry)
    acts.send(
        letter_id=page.letter.pk,
        how=entry.given["how"],
        pdf=letter_pdf(page, stage.by(entry)),
        seen=page.letter.version,
        by=stage.by(entry),
    )


VERBS = {"edit": _edit, "send": _send}
