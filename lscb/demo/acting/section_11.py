"""What the diary says of Section 11: cycles, who is asked, what each says of itself, done by the registers' actions."""

from collections.abc import Iterator, Mapping

from agencies.actions import agencies
from agencies.models import Agency, AgencyKind
from agencies.rules.standing import Standing
from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.actions.section_11 import (
    answers,
    assignments,
    cycles,
    improvements,
    moderating,
    organisations,
    signing,
    standards,
)
from registers.actions.section_11.moderating import Judged
from registers.models import Assessment, Assignment, Cycle
from registers.queries.section_11.writers import Writer, writer_by, writer_of
from registers.rules.section_11.answering import Written
from registers.rules.section_11.parts import Part
from registers.rules.section_11.scales import Scale

#: What an organisation says of a standard it meets, meets in part, or does not meet.
_SAID = {
    0: "We do not have this yet. We know what is missing, and who will see to it.",
    1: "In place for most of our staff. An audit this year found gaps, which we are closing.",
    2: "In place, known to staff, and looked at every year. The last audit found no gap.",
}
_IMPROVES = "Close the gap that the last audit found."


def _plan(stage: Stage, entry: Entry) -> None:
    given, by = entry.given, stage.by(entry)
    made = cycles.plan(
        name=entry.name,
        scale=Scale(given["scale"]),
        opens_on=given["opens"],
        due_on=given["due"],
        panel_on=given["panel"],
        report_on=given["report"],
        standards_id=_standards(stage, given["year"], by),
        by=by,
    )
    stage.keep(entry, made)


def _standards(stage: Stage, year: int, by: Standing) -> int:
    """The board's standards; of the guidance of that year where it has none yet."""
    latest = stage.board.standard_sets.order_by("-version").first()
    return (latest or standards.start(year=year, by=by)).pk


def _ask(stage: Stage, entry: Entry) -> None:
    for code in entry.given["agencies"]:
        _add(stage, entry, Agency.objects.get(code=code))


def _enter(stage: Stage, entry: Entry) -> None:
    """Organisations the portal has not met: a code, a name, a kind."""
    for code, name, kind in entry.given["organisations"]:
        found = AgencyKind.objects.get(code=kind)
        _add(stage, entry, agencies.add(code=code, name=name, kind=found, by=stage.by(entry).actor))


def _add(stage: Stage, entry: Entry, agency: Agency) -> None:
    """Ask an organisation: its lead writes and its head signs, by sign-in where they have one, else by a link."""
    by = stage.by(entry)
    made = organisations.add(cycle_id=stage.its(entry, Cycle).pk, agency=agency, by=by)
    called = agency.name.removesuffix(" (demo)")
    where = stage.board.code if agency.seats.filter(board=stage.board).exists() else agency.code
    writer = agency.code if where == stage.board.code else "office"
    for part, name, email in (
        (Part.AUTHOR, f"Demo Lead, {called}", f"{writer}@{where}.example"),
        (Part.EXECUTIVE, f"Demo Head, {called}", f"head@{agency.code}.example"),
    ):
        assignments.assign(assessment_id=made.pk, part=part, name=name, email=email, by=by)


def _launch(stage: Stage, entry: Entry) -> None:
    cycles.launch(cycle_id=stage.its(entry, Cycle).pk, by=stage.by(entry))


def _answer(stage: Stage, entry: Entry) -> None:
    """Everybody's own scores, signed off."""
    for assessment in _drafted(stage, entry):
        signer = writer_by(_part(assessment, Part.EXECUTIVE))
        assessment.refresh_from_db()
        statement = "I have read it, and it says how we stand."
        signing.sign_off(assessment_id=assessment.pk, statement=statement, seen=assessment.version, by=signer)


def _draft(stage: Stage, entry: Entry) -> None:
    """Some have begun."""
    for _ in _drafted(stage, entry):
        pass


def _drafted(stage: Stage, entry: Entry) -> Iterator[Assessment]:
    for code, scores in entry.given["scores"].items():
        assessment = _of(stage, entry, code)
        writer = _author(stage, assessment)
        answers.open_(assessment_id=assessment.pk, by=writer)
        for number, score in enumerate(scores, 1):
            if score != "-":
                _write(entry, assessment, writer, number, score)
        yield assessment


def _write(entry: Entry, assessment: Assessment, writer: Writer, number: int, score: str) -> None:
    if score == "n":
        written = Written(not_applicable=True, why_not="Our children are under five.")
    else:
        written = Written(score=int(score), words=_SAID[int(score)])
    answers.save(assessment_id=assessment.pk, number=number, saw=Written(), written=written, by=writer)
    if score == "0" and "improve" in entry.given:
        improvements.add(
            assessment_id=assessment.pk,
            number=number,
            text=_IMPROVES,
            owner_words=assessment.agency.name,
            due_on=entry.given["improve"],
            by=writer,
        )


def _author(stage: Stage, assessment: Assessment) -> Writer:
    part = _part(assessment, Part.AUTHOR)
    if part.person is None:
        return writer_by(part)
    return writer_of(stage.standing(part.person), assessment)


def _part(assessment: Assessment, part: Part) -> Assignment:
    return assessment.assignments.select_related("person").get(part=part.value, ended_at=None)


def _of(stage: Stage, entry: Entry, code: str) -> Assessment:
    rows = Assessment.objects.select_related("cycle__board", "agency")
    return rows.get(cycle=stage.its(entry, Cycle), agency__code=code)


def _moderate(stage: Stage, entry: Entry) -> None:
    """All that came are found as they say, but for what is lower by one, with its reason."""
    lower: Mapping[str, Mapping[str, str]] = entry.given["lower"]
    came = Assessment.objects.filter(cycle=stage.its(entry, Cycle), state="submitted").select_related(
        "agency"
    )
    for assessment in came.filter(agency__code__in=lower) if entry.given.get("only") else came:
        reasons = lower.get(assessment.agency.code, {})
        judged = {}
        for number, score in assessment.answers.values_list("standard__number", "score"):
            why = reasons.get(str(number), "")
            judged[number] = Judged(score - bool(why) if score is not None else None, why)
        moderating.moderate(
            assessment_id=assessment.pk,
            judged=judged,
            seen=assessment.version,
            by=stage.by(entry),
            finish=True,
        )


def _agree(stage: Stage, entry: Entry) -> None:
    for found in Assessment.objects.filter(cycle=stage.its(entry, Cycle), state="moderated"):
        moderating.agree(assessment_id=found.pk, seen=found.version, by=stage.by(entry))


def _close(stage: Stage, entry: Entry) -> None:
    cycles.close(cycle_id=stage.its(entry, Cycle).pk, by=stage.by(entry))


VERBS = {
    "plan": _plan,
    "ask": _ask,
    "enter": _enter,
    "launch": _launch,
    "answer": _answer,
    "draft": _draft,
    "moderate": _moderate,
    "agree": _agree,
    "close": _close,
}
