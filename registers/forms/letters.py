"""The form of a letter."""

from django import forms


class LetterForm(forms.Form):
    """Whom a letter goes to, and its words."""

    officer = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Write whom the letter goes to."}
    )
    title = forms.CharField(
        label="Title", help_text="Such as Chief Executive.", max_length=200, required=False
    )
    email = forms.EmailField(label="Email address", max_length=254, required=False)
    address = forms.CharField(
        label="Postal address", max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    text = forms.CharField(
        label="The letter",
        help_text="Write nothing that could identify a child. The versions before this one stay.",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "A letter needs words."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())
