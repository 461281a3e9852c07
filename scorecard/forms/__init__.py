"""The forms of the scorecard room."""

from scorecard.forms.definition import AddForm, ChangeForm, TakeUpForm
from scorecard.forms.measures import (
    BreakForm,
    BringBackForm,
    ComparatorsForm,
    PerspectiveForm,
    RetireForm,
    SmallNumbersForm,
    TargetForm,
    WordsForm,
)
from scorecard.forms.sending import (
    CommentaryForm,
    FeedEditForm,
    FeedForm,
    LetStandForm,
    NilForm,
    SendBackForm,
    TokenForm,
    UploadForm,
    feed_as_entered,
)

__all__ = [
    "AddForm",
    "BreakForm",
    "BringBackForm",
    "ChangeForm",
    "CommentaryForm",
    "ComparatorsForm",
    "FeedEditForm",
    "FeedForm",
    "LetStandForm",
    "NilForm",
    "PerspectiveForm",
    "RetireForm",
    "SendBackForm",
    "SmallNumbersForm",
    "TakeUpForm",
    "TargetForm",
    "TokenForm",
    "UploadForm",
    "WordsForm",
    "feed_as_entered",
]
