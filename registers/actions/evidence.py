"""Evidence for replies, for finished actions and of what became better: added, and taken back with a reason."""

from urllib.parse import urlsplit

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions.evidence_files import Looked, delete, put
from registers.actions.section_11.writing import wrote
from registers.actions.settling import lock, settle
from registers.actions.words import said
from registers.models import Action, Answer, Assessment, CaseAudit, Challenge, Evidence, Reply
from registers.queries.evidence import MOST, About, By, about_of, can_add, can_take_back, held, thing
from registers.queries.freezing import figure_now
from registers.queries.section_11.writers import Writer
from registers.rules.challenges import State
from registers.rules.evidence import KIND_WORDS, Kind

_LONGEST_LINK, _LONGEST_FIGURE = 500, 200


@transaction.atomic
def add(
    *,
    about: About,
    kind: Kind,
    words: str,
    by: By,
    link: str = "",
    figure: str = "",
    audit: CaseAudit | None = None,
    file: Looked | None = None,
) -> Evidence:
    """Add one item of a kind, in words, with a link, a figure, a case audit or a file where there is one.

    `figure` is an indicator's code: its latest figure is frozen in words. A file was looked at before, and is handed
    out once it is scanned. Raises `Refused` when no evidence is taken now, there is enough, or the words say too much.
    """
    _lock(about)
    can_add(by, about).demand()
    if held(about) >= MOST:
        raise Refused(f"It has {MOST} items of evidence already. Take one back that matters less.")
    if audit is not None and audit.board_id != by.board_id:
        raise Refused("That case audit is not one of this board’s.")
    evidence = Evidence(
        challenge=about if isinstance(about, Challenge) else None,
        reply=about if isinstance(about, Reply) else None,
        action=about if isinstance(about, Action) else None,
        answer=about if isinstance(about, Answer) else None,
        kind=kind.value,
        words=said(words, empty="Say what it shows."),
        link=_sound_link(link),
        figure=_frozen(figure, by),
        audit=audit,
        sender_id=by.person_id,
        added_at=clock.now(),
        added_by=_called(by),
    )
    if file is not None:
        put(evidence, file)
    evidence.save()
    with_file = f", with “{evidence.file_name}”" if evidence.file_name else ""
    _settle(evidence, "add", f"Added evidence ({KIND_WORDS[kind].lower()}){with_file}", by, evidence.words)
    return evidence


@transaction.atomic
def take_back(*, evidence_id: int, reason: str, by: By, delete_file: bool = False) -> Evidence:
    """Take one item back, with the reason: it counts no more. Its file is handed out no more, or deleted for good."""
    evidence = Evidence.objects.select_for_update(of=("self",)).filter(pk=evidence_id).first()
    if evidence is None:
        raise Refused("No such evidence.")
    if evidence.answer is not None:
        _lock(evidence.answer)
    can_take_back(by, evidence).demand()
    evidence.taken_back_why = said(reason, empty="Say why it is taken back.")
    evidence.taken_back_at, evidence.taken_back_by = clock.now(), _called(by)
    gone = delete_file and bool(evidence.stored)
    if gone:
        delete(evidence)
    evidence.save()
    named = f" “{evidence.file_name}” was deleted." if gone else ""
    words = f"Took evidence back ({evidence.get_kind_display().lower()})"
    _settle(evidence, "take_back", words, by, f"{evidence.taken_back_why}{named}")
    return evidence


def _lock(about: About) -> None:
    """One transaction at a time with what it is about; it is looked at again as it is now."""
    if isinstance(about, Action):
        about.refresh_from_db(from_queryset=Action.objects.select_for_update(of=("self",)))
    elif isinstance(about, Reply):
        about.asked.challenge = lock(about.asked.challenge_id)
    elif isinstance(about, Answer):
        rows = Assessment.objects.select_for_update(of=("self",)).select_related("cycle__board", "agency")
        about.assessment = rows.get(pk=about.assessment_id)
    else:
        about.state = lock(about.pk).state


def _called(by: By) -> str:
    """Who added it or took it back, for the pages on which it stands."""
    return by.words if isinstance(by, Writer) else by.actor.words


def _settle(evidence: Evidence, verb: str, what: str, by: By, told: str) -> None:
    """Enter it with what it is about; a challenge has been moved, a self-assessment written in.

    What is told under an answer is its organisation's until it is signed off: the record says under which standard.
    """
    about = about_of(evidence)
    words = f"{what}: {told}"
    if isinstance(about, Answer):
        _lock(about)
        wrote(about.assessment)
        words = f"{what} under standard {about.standard.number}."
    elif not isinstance(about, Action):
        challenge = lock(thing(about).key)
        settle(challenge, State(challenge.state), by=by.actor)
    whose = thing(about)
    record.enter(
        by=by.actor,
        verb=f"evidence.{verb}",
        kind=whose.kind,
        reference=whose.key,
        board_code=by.board_code,
        words=words,
        details={"evidence": evidence.pk} | ({"sha256": evidence.sha256} if evidence.sha256 else {}),
    )


def _sound_link(link: str) -> str:
    """A web address as it is to be followed: https or http, and nobody's password in it."""
    typed = link.strip()
    if not typed:
        return ""
    if len(typed) > _LONGEST_LINK:
        raise Refused(f"The link is longer than {_LONGEST_LINK} characters.")
    try:
        parts = urlsplit(typed)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise Refused("Write the link as https://www.example.org/page, without a name or password.")
    return typed


def _frozen(code: str, by: By) -> str:
    """The latest figure of an indicator this person sees, in words."""
    typed = code.strip()
    if not typed:
        return ""
    standing = by.standing if isinstance(by, Writer) else by
    figure = figure_now(standing, typed) if standing is not None else None
    if figure is None:
        raise Refused(f"No figure of an indicator “{typed}” is here for you to choose.")
    told = f"{figure.indicator_code}: {figure.said}"
    return told if len(told) <= _LONGEST_FIGURE else f"{told[: _LONGEST_FIGURE - 1]}…"
