"""What a moderator is asked: a score and a reason under each standard; why and until when something is sent back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from design.forms import DateField
from registers.actions.section_11.moderating import Judged
from registers.actions.words import REASON
from registers.forms.fields import words
from registers.queries.section_11.moderation import StandardLine
from registers.rules.section_11.moderation import NOT_APPLICABLE, may_give
from registers.rules.section_11.scales import LEVELS, Scale

#: Agreed that the standard does not apply.
_NO_SCORE = "none"


class ModerationForm(forms.Form):
    """Every standard's moderated score and reason: `score_3` and `why_3`. What is left empty is looked at later."""

    keep_rest = forms.BooleanField(
        label="Keep the organisation’s own score for every standard left open",
        required=False,
    )

    def __init__(self, *args: Any, lines: Sequence[StandardLine], scale: Scale, **kwargs: Any) -> None:
        """Ask about these standards on this scale; what was moderated before stands there already."""
        super().__init__(*args, **kwargs)
        self.lines, self.scale = tuple(lines), scale
        for line in lines:
            self.fields[f"score_{line.number}"] = self._score(line)
            self.fields[f"why_{line.number}"] = forms.CharField(
                label="Why",
                help_text="Needed where it differs from the organisation’s own score.",
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=REASON,
                required=False,
                initial=line.moderated_why,
            )

    def asked(self, line: StandardLine) -> tuple[BoundField, BoundField]:
        """The two fields of a standard."""
        return self[f"score_{line.number}"], self[f"why_{line.number}"]

    def judged(self) -> dict[int, Judged]:
        """What was given, by standard, of a form that is valid; with `keep_rest`, own scores for what was left open."""
        found = {}
        for line in self.lines:
            given = self.cleaned_data[f"score_{line.number}"]
            if given:
                why = self.cleaned_data[f"why_{line.number}"]
                found[line.number] = Judged(None if given == _NO_SCORE else int(given), why)
            elif self.cleaned_data["keep_rest"] and _answered(line):
                found[line.number] = Judged(line.scored.own)
        return found

    def clean(self) -> dict[str, Any]:
        """Each reason stands beside its own score."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for line in self.lines:
            score, why = given.get(f"score_{line.number}"), given.get(f"why_{line.number}", "")
            if score:
                verdict = may_give(self.scale, line.scored, None if score == _NO_SCORE else int(score), why)
                if not verdict:
                    self.add_error(f"why_{line.number}", f"Standard {line.number}: {verdict.reason}")
            elif why:
                self.add_error(f"score_{line.number}", f"Standard {line.number}: give the score you explain.")
        return given

    def _score(self, line: StandardLine) -> forms.ChoiceField:
        levels = [(str(one.value), f"{one.word}: {one.means}") for one in LEVELS[self.scale]]
        if line.scored.not_applicable:
            levels.append((_NO_SCORE, NOT_APPLICABLE))
        return forms.ChoiceField(
            label="Moderated score",
            choices=levels,
            widget=forms.RadioSelect,
            required=False,
            initial=_initial(line),
            error_messages={
                "invalid_choice": f"Standard {line.number}: choose one of the scores.",
            },
        )


class SendBackForm(forms.Form):
    """Why it is sent back, and by when it is wanted again."""

    why = words(
        "What is to be done",
        "Say what is to be done.",
        hint="The organisation reads this. Say which standards, and what is missing.",
        rows=6,
    )
    due_on = DateField(label="Wanted again by", error_messages={"required": "Enter the day it is wanted by."})


class ReopenForm(forms.Form):
    """Why an agreed one is opened again."""

    why = words("Why it is opened again", "Say why it is opened again.", hint="It stays in the record.")


def _initial(line: StandardLine) -> str:
    """What moderation came to before, also where it was sent back since and is to be looked at again."""
    if line.scored.moderated is not None:
        return str(line.scored.moderated)
    return _NO_SCORE if line.scored.looked_at else ""


def _answered(line: StandardLine) -> bool:
    return line.scored.own is not None or line.scored.not_applicable
