"""Sending a file and asking what was found, for programs."""

from typing import Any
from urllib.parse import unquote

from django.db import transaction
from django.urls import reverse
from rest_framework.exceptions import APIException, NotFound, ParseError
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.views import exception_handler as plain

from agencies.models import Token
from agencies.rules.verdict import Refused
from agencies.tasks import ring
from scorecard import tasks
from scorecard.actions import submissions
from scorecard.actions.submissions import LARGEST_FILE
from scorecard.api.keys import AKeysPace, ByKey, HasKey, actor_of
from scorecard.models import Return, Submission
from scorecard.presenters.outcome import of_submission
from scorecard.queries.returns import return_of, submission_of
from scorecard.rules.periods import PeriodUnclear, parse

_UNFINISHED = (Submission.State.RECEIVED, Submission.State.CHECKING)


class TooLarge(APIException):
    """The file is larger than any return."""

    status_code = 413
    default_code = "too-large"
    default_detail = f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. Send the figures alone."


class WholeBody(BaseParser):
    """The body as it is, whatever it is."""

    media_type = "application/octet-stream"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        """Its bytes, no more of them than a file may have."""
        data = stream.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise TooLarge
        return {"data": data}


class _Csv(WholeBody):
    media_type = "text/csv"


class ForPrograms(APIView):
    """What every address for programs holds to."""

    authentication_classes = [ByKey]  # noqa: RUF012 - Django REST framework's own declaration
    permission_classes = [HasKey]  # noqa: RUF012
    throttle_classes = [AKeysPace]  # noqa: RUF012
    parser_classes = [MultiPartParser, WholeBody, _Csv]  # noqa: RUF012

    def get_exception_handler(self) -> Any:
        """Errors in words, with a code that stays."""
        return in_words

    @property
    def token(self) -> Token:
        """The key that called."""
        token = self.request.auth
        assert isinstance(token, Token)  # noqa: S101 - HasKey saw to it
        return token

    def found(self, submission_id: int) -> Submission:
        """A delivery of the key's own agency at its own board; any other is not there."""
        submission = submission_of(self.token.board_id, self.token.agency_id, submission_id)
        if submission is None:
            raise NotFound("There is no such submission of this agency.", code="not-found")
        return submission


def in_words(problem: Exception, context: dict[str, Any]) -> Response | None:
    """{"code", "message"} for everything that goes wrong on the way in."""
    answer = plain(problem, context)
    if answer is not None and isinstance(problem, APIException):
        code = str(problem.get_codes()).replace("_", "-")
        answer.data = {"code": code, "message": str(problem.detail)}
    return answer


class Submissions(ForPrograms):
    """Sending."""

    def post(self, request: Request) -> Response:
        """Take a file; it is checked by a worker, and released by a person."""
        data, name = _file(request)
        token = self.token
        try:
            with transaction.atomic():
                sent = submissions.receive(
                    board=token.board,
                    agency=token.agency,
                    data=data,
                    file_name=name,
                    by=actor_of(token),
                    answers=_answered(request, token),
                    origin=Submission.Origin.API,
                )
                transaction.on_commit(lambda: ring(tasks.check_submissions, token.board_id, token.agency_id))
        except Refused as refusal:
            raise ParseError(str(refusal), code="refused") from None
        return Response(_state(sent), status=202)


class OneSubmission(ForPrograms):
    """Where a delivery stands."""

    def get(self, request: Request, submission_id: int) -> Response:
        """Its state."""
        return Response(_state(self.found(submission_id)))


class Findings(ForPrograms):
    """What was found in a delivery."""

    def get(self, request: Request, submission_id: int) -> Response:
        """The object `check_return` prints; 202 with the state alone while it is being checked."""
        submission = self.found(submission_id)
        if submission.state in _UNFINISHED:
            return Response(_state(submission), status=202)
        return Response(of_submission(submission))


def _state(one: Submission) -> dict[str, Any]:
    return {
        "id": one.pk,
        "state": str(one.state),
        "file_name": one.file_name,
        "sha256": one.sha256,
        "url": reverse("api:submission", args=[one.pk]),
        "findings_url": reverse("api:findings", args=[one.pk]),
        "page": reverse("scorecard:submission", args=[one.board.code, one.pk]),
    }


def _file(request: Request) -> tuple[bytes, str]:
    """The file's bytes and name, from a form's field `file` or from the whole body and a header."""
    given = request.data.get("file")
    if given is not None and hasattr(given, "read"):
        if given.size > LARGEST_FILE:
            raise TooLarge
        return given.read(), str(given.name)
    data = request.data.get("data")
    if not isinstance(data, bytes):
        raise ParseError("Send the file in a field called “file”, or as the whole body.", code="no-file")
    name = unquote(request.headers.get("X-File-Name", "")).strip()
    if not name:
        raise ParseError("Name the file in the header X-File-Name.", code="no-file-name")
    return data, name.replace("\0", "").rpartition("/")[2]


def _answered(request: Request, token: Token) -> Return | None:
    """The return of the period that was named, if one was."""
    text = str(request.query_params.get("period") or request.data.get("period") or "")
    if not text:
        return None
    try:
        period = parse(text)
    except PeriodUnclear as unclear:
        raise ParseError(str(unclear), code="period-unclear") from None
    owed = return_of(token.board_id, token.agency_id, period)
    if owed is None:
        raise ParseError(f"No return is owed for {period.label}.", code="no-such-return")
    return owed
