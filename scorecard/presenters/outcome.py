"""What a check came to as one object for programs: printed by the commands, answered by the API."""

from collections.abc import Iterable
from typing import Any

from scorecard.imports.rows import Severity
from scorecard.imports.trial import Trial
from scorecard.models import Submission

_REFUSED = (Submission.State.REFUSED, Submission.State.STOPPED)


def of_trial(trial: Trial) -> dict[str, Any]:
    """What a file looked at came to."""
    checked = trial.checked
    findings = [
        _finding(one.code, one.severity.value, one.sheet, one.cell, one.value, f"{one.message} {one.remedy}")
        for one in checked.findings
    ]
    return {
        "verdict": "refused" if trial.refused else _verdict(findings),
        "layout": checked.layout,
        "figures": len(checked.rows),
        "findings": findings,
        "skipped": [{"check": one.check, "why": one.why} for one in checked.skipped],
    }


def of_submission(submission: Submission) -> dict[str, Any]:
    """What the check of a delivery came to. A verdict is given only once it has been checked."""
    findings = [
        _finding(one.code, one.severity, one.sheet, one.cell, one.value, f"{one.message} {one.remedy}")
        for one in submission.findings.all()
    ]
    refused = submission.state in _REFUSED
    if refused and not findings:
        code = submission.refusal or "could-not-be-read"
        findings = [_finding(code, Severity.ERROR.value, "", "", "", submission.remark)]
    return {
        "verdict": "refused" if refused or _nothing_read(submission) else _verdict(findings),
        "layout": submission.layout,
        "figures": submission.figures_found,
        "findings": findings,
        "skipped": submission.skipped,
    }


def failed() -> dict[str, Any]:
    """What is said when the portal itself failed: nothing is known of the file."""
    words = "The portal could not look at this file, by a fault of its own. Nothing was changed."
    return {
        "verdict": "refused",
        "layout": "",
        "figures": 0,
        "findings": [_finding("our-own-failure", Severity.ERROR.value, "", "", "", words)],
        "skipped": [{"check": "everything", "why": "the portal failed"}],
    }


def not_released(outcome: dict[str, Any], why: str) -> dict[str, Any]:
    """The same outcome of a file that could not be released, with the reason as an error."""
    more = _finding("not-released", Severity.ERROR.value, "", "", "", why)
    return {**outcome, "verdict": "findings", "findings": [*outcome["findings"], more]}


def lines(outcome: dict[str, Any]) -> Iterable[str]:
    """The outcome for a person at a terminal, a line each."""
    yield {
        "clean": "No error stands.",
        "findings": "There is something to correct or to explain.",
        "refused": "Nothing could be taken from this file.",
    }[outcome["verdict"]]
    if outcome["layout"]:
        figures = outcome["figures"]
        yield f"Read as: {outcome['layout']}; {figures} figure{'' if figures == 1 else 's'}."
    for one in outcome["findings"]:
        yield f"{one['severity']}: {one['message']} [{one['code']}]"
    for one in outcome["skipped"]:
        yield f"not checked: {one['check']}, because {one['why']}."


def _nothing_read(submission: Submission) -> bool:
    return submission.state == Submission.State.TO_CORRECT and not submission.layout


def _finding(code: str, severity: str, sheet: str, cell: str, value: str, message: str) -> dict[str, str]:
    return {
        "code": code,
        "severity": severity,
        "sheet": sheet,
        "cell": cell,
        "value": value,
        "message": message.strip(),
    }


def _verdict(findings: list[dict[str, str]]) -> str:
    return "clean" if all(one["severity"] == Severity.NOTE for one in findings) else "findings"
