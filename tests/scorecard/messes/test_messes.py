"""Every mess of the table: what is sent, and the exact outcome."""

from difflib import unified_diff

import pytest

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from scorecard.actions import layouts, submissions
from scorecard.models import Return, Submission
from tests.building import a_return, send
from tests.scorecard.messes.mess import Mess
from tests.scorecard.messes.outcome import told
from tests.scorecard.messes.table import MESSES

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("mess", MESSES, ids=lambda one: f"{one.number}-{one.says[:60].replace(' ', '-')}")
def test_a_mess_ends_in_exactly_this(
    mess: Mess, messy_board: Board, agencies: dict[str, Agency], leads: dict[str, Standing]
) -> None:
    agency, lead = agencies[mess.agency], leads[mess.agency]
    for number, earlier in enumerate(mess.before):
        _release(send(earlier(), by=lead, agency=agency, name=f"earlier-{number}.csv"), lead)
    owed: Return | None = a_return(messy_board, agency, mess.answers) if mess.answers else None
    sent = send(mess.file(), by=lead, agency=agency, name=mess.name, answers=owed)
    if mess.said is not None:
        layouts.remember(submission_id=sent.pk, said=mess.said, by=lead)
        submissions.take_up(board_id=messy_board.pk, agency_id=agency.pk)
        sent.refresh_from_db()
    came = told(sent)

    difference = "\n".join(unified_diff(mess.expected, came, "as it must be", "as it is", lineterm="", n=20))
    assert came == mess.expected, f"mess {mess.number}: {mess.says}\n{difference}"


def test_every_mess_of_the_list_has_a_row() -> None:
    assert {one.number for one in MESSES} == set(range(1, 37))


def _release(sent: Submission, lead: Standing) -> None:
    assert sent.state == Submission.State.READY, [str(one) for one in sent.findings.all()] or sent.remark
    restated = sent.restatements.values_list("pk", flat=True)
    submissions.give_reasons(submission_id=sent.pk, reasons=dict.fromkeys(restated, "Recounted."), by=lead)
    submissions.release(submission_id=sent.pk, by=lead)
