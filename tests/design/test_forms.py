"""Fields as GOV.UK Frontend draws them, held against its own published examples."""

from datetime import date

import pytest
from django import forms
from django.template.loader import render_to_string

from design.forms import DateField, error_links
from tests.design.markup import example, tree

#: Django names hints and errors in its own way, and marks what is wrong or required for screen readers.
DJANGO = {
    "without": ("aria-invalid", "required", "value"),
    "rename": (("_helptext", "-hint"), ("_error", "-error")),
}


def field(name, made, *, error="", hint="", data=None):
    """One field as drawn in a form; `error` is what the form found wrong with it."""
    made.help_text, made.required = hint, not error
    given = data if data is not None else ({} if error else None)
    form = type("Form", (forms.Form,), {name: made})(given, auto_id="%s")
    if error:
        form.add_error(name, error)
    return form[name].as_field_group()


@pytest.mark.parametrize(
    ("component", "case", "drawn"),
    [
        ("input", "default", lambda: field("test-name", forms.CharField(label="National Insurance number"))),
        (
            "textarea",
            "with error message",
            lambda: field(
                "no-ni-reason",
                forms.CharField(
                    label="Why can’t you provide a National Insurance number?",
                    widget=forms.Textarea(attrs={"rows": 5, "cols": False}),
                ),
                error="You must provide an explanation",
            ),
        ),
        (
            "select",
            "with hint text and error message",
            lambda: field(
                "select-2",
                forms.ChoiceField(
                    label="Label text goes here",
                    choices=[(n, f"GOV.UK frontend option {n}") for n in (1, 2, 3)],
                ),
                hint="Hint text goes here",
                error="Error message goes here",
            ),
        ),
        (
            "password-input",
            "default",
            lambda: field(
                "password",
                forms.CharField(
                    label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
                ),
            ),
        ),
        (
            "file-upload",
            "with error message and hint",
            lambda: field(
                "file-upload-3",
                forms.FileField(label="Upload a file"),
                hint="Your photo may be in your Pictures, Photos, Downloads or Desktop folder. "
                "Or in an app like iPhoto.",
                error="Error message goes here",
            ),
        ),
    ],
)
def test_a_field_is_drawn_as_published(component, case, drawn):
    assert tree(drawn(), **DJANGO) == tree(example(component, case), **DJANGO)


def test_radios_are_drawn_as_published():
    made = forms.ChoiceField(
        label="Have you changed your name?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect
    )
    ours = field("example", made, error="Please select an option", data={"example": "no"})

    numbering = (*DJANGO["rename"], ("example_0", "example"), ("example_1", "example-2"))
    assert tree(ours, without=DJANGO["without"], rename=numbering) == tree(
        example("radios", "with fieldset and error message"), **DJANGO
    )


def test_checkboxes_are_drawn_as_published():
    made = forms.MultipleChoiceField(
        label="What is your nationality?",
        choices=[("british", "British"), ("irish", "Irish")],
        widget=forms.CheckboxSelectMultiple,
    )
    hint = "If you have dual nationality, select all options that are relevant to you."
    ours = field("example", made, error="Please select an option", hint=hint)

    numbering = (*DJANGO["rename"], ("example_0", "example"), ("example_1", "example-2"))
    assert tree(ours, without=DJANGO["without"], rename=numbering) == tree(
        example("checkboxes", "with error message and hint"), **DJANGO
    )


def test_a_date_is_drawn_as_published():
    ours = field(
        "dob-errors",
        DateField(label="What is your date of birth?"),
        hint="For example, 31 3 1980",
        error="Error message goes here",
    )

    names = (*DJANGO["rename"], ("dob-errors_", "dob-errors-"))
    without = (*DJANGO["without"], "name")
    assert tree(ours, without=without, rename=names) == tree(
        example("date-input", "with error message and hint"), without=without
    )


def test_a_single_checkbox_has_its_label_behind_it():
    (group,) = tree(field("ok", forms.BooleanField(label="I have checked the figures")))

    box = group[2][0]
    assert "govuk-checkboxes" in box[1]["class"]
    item = box[2][0]
    assert [child[0] for child in item[2]] == ["input", "label"]
    assert item[2][1][1]["for"] == "ok"


def test_a_width_given_by_the_forms_author_is_kept():
    made = forms.CharField(label="Year", widget=forms.TextInput(attrs={"class": "govuk-input--width-4"}))
    (group,) = tree(field("year", made))

    assert group[2][1][1]["class"] == {"govuk-input", "govuk-input--width-4"}


def test_what_was_typed_is_escaped_and_comes_back():
    form_html = field("name", forms.CharField(label="<b>Name</b>"), data={"name": '"><script>'})

    assert "<script>" not in form_html
    assert "<b>" not in form_html
    assert "&quot;&gt;&lt;script&gt;" in form_html


class MeetingForm(forms.Form):
    """A form with every kind of thing an error can point at."""

    title = forms.CharField(label="Title", error_messages={"required": "Enter a title"})
    on = DateField(label="Date")
    answer = forms.ChoiceField(label="Accept?", choices=[("y", "Yes")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("The meeting clashes with another")


def test_each_error_links_to_the_control_it_is_about():
    assert error_links(MeetingForm({})) == [
        ("The meeting clashes with another", ""),
        ("Enter a title", "#id_title"),
        ("Enter a date", "#id_on_day"),
        ("Accept?: this field is required.", "#id_answer_0"),
    ]


def test_every_link_of_the_error_summary_has_a_target_on_the_page():
    form = MeetingForm({})
    page = render_to_string("components/error_summary.html", {"form": form}) + str(form)

    for _, address in error_links(form):
        if address:
            assert f'href="{address}"' in page
            assert f'id="{address[1:]}"' in page


def test_a_form_without_errors_has_no_summary():
    assert render_to_string("components/error_summary.html", {"form": MeetingForm()}).strip() == ""


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (("27", "3", "2018"), date(2018, 3, 27)),
        ((" 1 ", "04", "2013"), date(2013, 4, 1)),
        (("29", "2", "2016"), date(2016, 2, 29)),
    ],
)
def test_a_date_in_three_parts_is_read(typed, read):
    form = MeetingForm(dict(zip(("on_day", "on_month", "on_year"), typed, strict=True)))

    assert form.fields["on"].clean(form["on"].data) == read


@pytest.mark.parametrize(
    "typed",
    [("29", "2", "2018"), ("1", "13", "2018"), ("1", "", "2018"), ("1", "3", "18"), ("x", "3", "2018"),
     ("٣", "3", "2018"), ("1-1", "3", "2018")],
)  # fmt: skip
def test_a_date_that_is_none_is_refused_and_shown_as_typed(typed):
    form = MeetingForm(dict(zip(("on_day", "on_month", "on_year"), typed, strict=True)))

    with pytest.raises(forms.ValidationError, match="Enter a real date"):
        form.fields["on"].clean(form["on"].data)
    assert "Enter a real date" in str(form)


def test_a_date_already_known_fills_its_parts():
    drawn = str(MeetingForm(initial={"on": date(2018, 5, 21)})["on"])

    assert 'name="on_day" type="text" inputmode="numeric" value="21"' in drawn
    assert 'value="5"' in drawn
    assert 'value="2018"' in drawn


def test_an_empty_optional_date_is_none():
    optional = DateField(required=False)

    assert optional.clean(optional.widget.value_from_datadict({}, {}, "on")) is None
