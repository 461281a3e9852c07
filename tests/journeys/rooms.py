"""A board with something in every room, made quickly: what the sweep over all pages looks at."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from agencies.keeping import set_apart
from agencies.models import Agency, Board, Person
from scorecard.models import Feed, FeedRun, Figure, Indicator, Return, Submission
from scorecard.rules.periods import Period
from tests.building import BEFORE, LAST, lines, small_scorecard
from tests.factories import (
    THE_DAY,
    BenchmarkFactory,
    ChairLetterFactory,
    CheckedRowFactory,
    ChiefOfficerFactory,
    CommentaryFactory,
    ControlFactory,
    DateChangeFactory,
    DismissalFactory,
    EntryFactory,
    ExplanationFactory,
    FeedFactory,
    FeedFileFactory,
    FeedRunFactory,
    FeedTroubleFactory,
    FigureFactory,
    FindingFactory,
    GoneFactory,
    IntakeFactory,
    InvitationFactory,
    LayoutFactory,
    LearnerFactory,
    LetterVersionFactory,
    PerspectiveFactory,
    PlacesToldFactory,
    RestatementFactory,
    ReturnFactory,
    RiskLinkFactory,
    RiskReviewFactory,
    SubmissionFactory,
    TargetFactory,
    TermFactory,
    TokenFactory,
)
from tests.journeys.learner_rooms import learners_furnished
from tests.journeys.register_rooms import registers_furnished
from tests.journeys.report_rooms import reports_furnished
from tests.journeys.section_11_rooms import section_11_furnished
from tests.journeys.training_rooms import reviews_furnished
from tests.registers.risky import risk_with

#: The values an address's argument may take, most telling first.
Samples = dict[str, list[Any]]
_KEY = "an-invitations-key"


def furnished(board: Board, health: Agency, police: Agency, leaver: Person, forgetful: Person) -> Samples:
    """Fill the board's rooms: figures, returns, files in every state, people, reports. Returns what to look at."""
    indicators = small_scorecard(board, health, police)
    _figures(board, health, indicators)
    invitation = InvitationFactory(board=board, token_hash=hashlib.sha256(_KEY.encode()).hexdigest())
    InvitationFactory(board=board, expires_at=timezone.now() - timedelta(days=1))
    EntryFactory(board_code=board.code, kind="report", words="Asked for the annual report.")
    return {
        "board": [board.code],
        "page": ["charts", "demonstration", "privacy", "accessibility"],
        "code": ["H02", "H04", "H01", "W01"],
        "return_id": [one.pk for one in _returns(board, health)],
        "submission_id": [one.pk for one in _files(board, health, indicators)],
        "stopped_id": [_stopped(board, health).pk],
        "explanation_id": [_explanations(board, health, indicators)],
        "agency_id": [_layouts(board, health)],
        "agency": [_letters(board, health)],
        "feed_id": [one.pk for one in _feeds(board, health)],
        "token_id": [_keys(board, health)],
        **reports_furnished(board, health),
        "year": [2017],
        "section": ["foreword"],
        "perspective_id": [indicators["H02"].perspective_id, _retired_perspective(board)],
        "catalogue_code": ["D02", "W05"],
        "idea": ["chair"],
        "term_id": [_words(board)],
        **registers_furnished(board, health, police),
        **reviews_furnished(board, health),
        **_risks(board, health, indicators),
        **learners_furnished(board, health),
        **section_11_furnished(board, health, police),
        "intake_id": [_files_of_attendance(board), _places_told(board, health)],
        "membership_id": [leaver.memberships.get().pk],
        "invitation_id": [invitation.pk],
        "uidb64": [urlsafe_base64_encode(force_bytes(forgetful.pk))],
        "token": [_KEY, default_token_generator.make_token(forgetful)],
    }


def _figures(board: Board, health: Agency, indicators: dict[str, Indicator]) -> None:
    """Four years of two indicators, the last two quarters of the first far above the rest; and a mix's parts."""
    file = SubmissionFactory(
        board=board,
        agency=health,
        state=Submission.State.RELEASED,
        file_name="four-years-of-figures-with-a-rather-long-name.xlsx",
        released_at=timezone.now(),
        released_by="Helen Price (Agency lead, County Health)",
    )
    for back in range(16):
        for code, value in (("H02", 60 if back < 2 else 25 + back % 3), ("H01", 100 + back)):
            _figure(file, indicators[code], LAST.shifted(-3 * back), value, 120 if code == "H02" else None)
    for part in ("schools", "police"):
        _figure(file, indicators["H04"], LAST, 40, 80, breakdown=part)
    _figure(file, indicators["W01"], LAST, 70, 90)
    TargetFactory(indicator=indicators["H02"])
    BenchmarkFactory(indicator_code="H02")
    for number in range(2):
        CommentaryFactory(indicator=indicators["H02"], agency=health, text=f"What we did, {number}.")


def _figure(
    file: Submission,
    indicator: Indicator,
    period: Period,
    numerator: int,
    denominator: int | None,
    breakdown: str = "all",
) -> None:
    FigureFactory(
        submission=file,
        indicator=indicator,
        breakdown=breakdown,
        first=period.first,
        last=period.last,
        numerator=Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
        value=Decimal(numerator) if denominator is None else Decimal(100 * numerator) / denominator,
    )


def _returns(board: Board, health: Agency) -> list[Return]:
    """One in every state; the one to correct is late."""
    states = ("to_correct", "released", "due", "ready", "accepted")
    return [
        ReturnFactory(
            board=board,
            agency=health,
            state=state,
            first=LAST.shifted(-3 * back).first,
            last=LAST.shifted(-3 * back).last,
            **({"accepted_at": timezone.now(), "accepted_by": "Bridget"} if state == "accepted" else {}),
        )
        for back, state in enumerate(states)
    ]


def _files(board: Board, health: Agency, indicators: dict[str, Indicator]) -> list[Submission]:
    """One in every state: to correct with findings of each kind, ready with rows, unreadable, being checked."""
    owed = Return.objects.first()
    common = {"board": board, "agency": health, "answers": owed}
    wrong = SubmissionFactory(**common, state=Submission.State.TO_CORRECT, errors_found=12, rows_read=20)
    for number in range(12):
        FindingFactory(submission=wrong, order=number, sheet="Return", cell=f"D{number}", value="lots")
    for severity in ("explain", "note"):
        FindingFactory(submission=wrong, order=number + len(severity), severity=severity)
    ready = SubmissionFactory(**common, state=Submission.State.READY, rows_read=1)
    for submission in (wrong, ready):
        CheckedRowFactory(submission=submission, indicator=indicators["H02"])
    RestatementFactory(
        submission=ready,
        restated=ReturnFactory(
            board=board,
            agency=health,
            first=BEFORE.shifted(-24).first,
            last=BEFORE.shifted(-24).last,
            state="accepted",
        ),
    )
    FindingFactory(
        submission=ready, order=1, severity="explain", code="outside-usual-range", cell="C2", value="40"
    )
    GoneFactory(submission=ready, figure=Figure.objects.filter(indicator=indicators["H01"]).first())
    more = (Submission.State.REFUSED, Submission.State.CHECKING, Submission.State.UNCHANGED)
    rest = [SubmissionFactory(**common, state=state, remark="The file is empty.") for state in more]
    for submission in (wrong, ready, *rest):
        EntryFactory(board_code=board.code, kind="submission", reference=submission.pk, words="Received it.")
    released = Submission.objects.get(state=Submission.State.RELEASED)
    return [wrong, ready, released, *rest]


def _stopped(board: Board, health: Agency) -> Submission:
    """A file held for its words, with the words in it."""
    data = lines(("H02", LAST, 30, 120, None, "Of late J.S., aged 7, was seen at home."))
    where, sha256 = set_apart(data)
    held: Submission = SubmissionFactory(
        board=board,
        agency=health,
        answers=Return.objects.first(),
        state=Submission.State.STOPPED,
        file_name="a-file-stopped-for-its-words-with-a-rather-long-name.csv",
        stored=where,
        size=len(data),
        sha256=sha256,
        checked_at=timezone.now(),
    )
    return held


def _explanations(board: Board, health: Agency, indicators: dict[str, Indicator]) -> int:
    """One owed of a figure."""
    released = Submission.objects.get(state=Submission.State.RELEASED)
    owed = ExplanationFactory(board=board, agency=health, indicator=indicators["H02"], submission=released)
    return int(owed.pk)


def _layouts(board: Board, health: Agency) -> int:
    """Two versions of what the agency said of its files; the agency."""
    for version in (1, 2):
        LayoutFactory(
            board=board,
            agency=health,
            version=version,
            answers={"headings": {"how many": "numerator"}, "symbols": {"n/k": "not_supplied"}},
        )
    return int(health.pk)


def _feeds(board: Board, health: Agency) -> list[Feed]:
    """One with looks behind it and files set aside, one that was never looked into."""
    busy = FeedFactory(board=board, agency=health, last_trouble="The folder is not there.")
    for outcome in (FeedRun.Outcome.TOOK, FeedRun.Outcome.TROUBLE):
        FeedRunFactory(
            feed=busy, outcome=outcome, ended_on=timezone.now(), seen=2, words="The folder is not there."
        )
    FeedFileFactory(feed=busy, submission__board=board, submission__agency=health)
    FeedTroubleFactory(feed=busy, tries=5, gave_up_on=timezone.now(), last_error="The file is empty.")
    return [busy, FeedFactory(board=board, agency=health, folder="another", paused=True)]


def _keys(board: Board, health: Agency) -> int:
    """One key in force and one taken back."""
    TokenFactory(board=board, agency=health, revoked_at=timezone.now(), revoked_by="A lead")
    return int(TokenFactory(board=board, agency=health, last_used_on=timezone.now()).pk)


def _letters(board: Board, health: Agency) -> str:
    """A draft in its second version, one sent, one that was not; numbered as the actions are."""
    at, why = (
        timezone.now(),
        {"dropped_at": timezone.now(), "dropped_by": "Charlotte", "dropped_why": "It came."},
    )
    sent = {"state": "sent", "sent_at": at, "sent_by": "Charlotte", "how": "post", "sha256": "0" * 64}
    draft = ChairLetterFactory(board=board, agency=health, number=1, officer="Chris Officer", version=2)
    LetterVersionFactory(letter=draft, version=1)
    LetterVersionFactory(letter=draft, text="Dear Chris,\n\nI write about a reply that is owed.")
    LetterVersionFactory(letter=ChairLetterFactory(board=board, agency=health, number=2, **sent))
    LetterVersionFactory(
        letter=ChairLetterFactory(board=board, agency=health, number=3, state="dropped", **why)
    )
    return str(health.code)


def _retired_perspective(board: Board) -> int:
    """A perspective that nothing is measured under any more."""
    retired = {"retired_at": timezone.now(), "retired_by": "Bridget Marsh (Business manager)"}
    return int(PerspectiveFactory(board=board, title="Partnership", **retired).pk)


def _words(board: Board) -> int:
    """A word of the board's own in force, and one to come; the first."""
    TermFactory(
        board=board, since=date(2019, 9, 29), word="Independent chair and scrutineer of the partnership"
    )
    return int(TermFactory(board=board, until=date(2019, 9, 29), word="Chair").pk)


def _risks(board: Board, health: Agency, indicators: dict[str, Indicator]) -> Samples:
    """One that rose, with something of everything; one archived; one accepted for too long, and one for years."""
    long, since = (
        "Conferences are held later than the law allows in a third of all districts",
        date(2017, 6, 1),
    )
    risen = risk_with(board, (since, 3, 4), (date(2018, 4, 20), 4, 4), number=1, title=long, agency=health)
    control = ControlFactory(risk=risen, assurance="Seen by the office.", gap="No cover at weekends.")
    ControlFactory(risk=risen, ended_at=timezone.now(), ended_by="Bridget", ended_why="The desk does it.")
    link = RiskLinkFactory(risk=risen, key=indicators["H02"].code)
    RiskReviewFactory(risk=risen)
    DateChangeFactory(board=board, kind="review", key=str(risen.pk))
    gone = {"archived_at": timezone.now(), "archived_by": "Bridget", "archived_why": "The law has changed."}
    risk_with(board, (since, 2, 2), number=2, **gone)
    ended = {"response": "tolerate", "accepted_until": date(2018, 5, 1), "accepted_why": "It is small."}
    risk_with(board, (since, 3, 5), number=3, review_on=date(2018, 5, 1), **ended)
    ChiefOfficerFactory(board=board, agency=health, email="a.rather.long.address@county-health.example.org")
    let = DismissalFactory(board=board, check_code="no-action", key=str(risen.pk))
    return {
        "control_id": [control.pk],
        "link_id": [link.pk],
        "check": ["no-action"],
        "key": [risen.pk],
        "dismissal_id": [let.pk],
    }


def _places_told(board: Board, health: Agency) -> int:
    """Places told of a quarter, and a file that waits which would restate them."""
    told = PlacesToldFactory(intake__board=board, agency=health)
    line = {"course": told.course_id, "agency": health.pk, "first": "2018-01-01", "last": "2018-03-31"}
    cells = {"telling": "places", "places": 14, "sheet": "Matrix", "cell": "B3"}
    counts = {"rows": 1, "new": 0, "corrected": 1, "same": 0}
    waits: int = IntakeFactory(board=board, kind="places", counts=counts, waiting=[line | cells]).pk
    return waits


def _files_of_attendance(board: Board) -> int:
    """A file of attendance with a fault, one that waits, and one that is loaded; two people of one name."""
    fault = {
        "severity": "error",
        "code": "outcome-unknown",
        "sheet": "Export",
        "cell": "G14",
        "value": "perhaps",
        "message": "Cell G14 of sheet “Export” says “perhaps”: these words name no outcome we know.",
        "remedy": "Write attended, walk-in, did not attend, cancelled or late cancellation.",
    }
    counts = {"rows": 2, "new": 2, "corrected": 0, "same": 0, "people": 1, "sessions": 1}
    IntakeFactory(board=board, counts=counts, rows_read=2)
    IntakeFactory(board=board, state="loaded", counts=counts, settled_at=THE_DAY, settled_by="Tara Singh")
    for _ in range(2):
        LearnerFactory(board=board, name="Sam Hill")
    wrong: int = IntakeFactory(board=board, state="to_correct", findings=[fault]).pk
    return wrong
