"""`manage.py import_return FILE --by EMAIL`: send a file, check it, and release it when no error stands."""

import time
from argparse import ArgumentParser
from typing import Any

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import submissions
from scorecard.imports.trial import Trial, try_out
from scorecard.management.asking import (
    CLEAN,
    EXITS,
    FileCommand,
    Wrong,
    agency_of,
    board_of,
    data_of,
    quarter_of,
)
from scorecard.models import Submission
from scorecard.permissions import can_release, can_send
from scorecard.presenters.outcome import not_released, of_submission, of_trial
from scorecard.queries.returns import return_of

#: How long, in seconds, another worker may go on checking the agency's files before this gives up.
_PATIENCE = 900.0


class Command(FileCommand):
    """Goes the way an upload goes, in the name of a person who may send and release for the agency."""

    help = (
        "Send, check and release a return’s file. Exit codes: 0 when it loaded or nothing is left to do, "
        "else as check_return’s."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Also in whose name."""
        super().add_arguments(parser)
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who sends and releases it")

    def outcome(self, options: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """What came of it, with how many figures were loaded."""
        board = board_of(options["board"])
        by = _standing(options["by"], board)
        data, name = data_of(options["file"]), options["file"].name
        given = agency_of(options["agency"], board)
        if given is not None:
            _demand(by, given)
        trial = try_out(data, name, board=board, agency=given, period=quarter_of(options["period"]))
        if trial.agency is None:
            outcome = of_trial(trial)
            return {**outcome, "loaded": 0}, EXITS[outcome["verdict"]]
        _demand(by, trial.agency)
        return _sent(data, name, board, trial.agency, trial, by)


def _standing(email: str, board: Board) -> Standing:
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    standing = standing_at(person, board.code) if person else None
    if standing is None:
        raise Wrong(f"Nobody with the address {email} has a part in {board.name}.")
    return standing


def _demand(by: Standing, agency: Agency) -> None:
    for verdict in (can_send(by, agency.pk), can_release(by, agency.pk)):
        if not verdict:
            raise Wrong(f"{by.name} may not do so for {agency.name}. {verdict.reason}")


def _sent(
    data: bytes, name: str, board: Board, agency: Agency, trial: Trial, by: Standing
) -> tuple[dict[str, Any], int]:
    owed = return_of(board.pk, agency.pk, trial.period) if trial.period else None
    try:
        sent = submissions.receive(board=board, agency=agency, data=data, file_name=name, by=by, answers=owed)
    except Refused as refusal:
        return {**not_released(of_trial(trial), str(refusal)), "loaded": 0}, EXITS["findings"]
    _have_checked(sent)
    outcome = {**of_submission(sent), "skipped": of_trial(trial)["skipped"]}
    loaded = 0
    if sent.state == Submission.State.READY:
        try:
            changes = submissions.release(submission_id=sent.pk, by=by)
        except Refused as refusal:
            outcome = not_released(outcome, str(refusal))
        else:
            loaded = changes.new + changes.changed
            return {**outcome, "loaded": loaded}, CLEAN
    return {**outcome, "loaded": loaded}, EXITS[outcome["verdict"]]


def _have_checked(sent: Submission) -> None:
    """Check it here, or wait while a worker that has taken up the agency's files does."""
    deadline = time.monotonic() + _PATIENCE
    while sent.state in (Submission.State.RECEIVED, Submission.State.CHECKING):
        if time.monotonic() > deadline:
            raise TimeoutError("Another worker has not let go of this agency’s files.")
        if not submissions.take_up(board_id=sent.board_id, agency_id=sent.agency_id):
            time.sleep(0.2)
        sent.refresh_from_db()
