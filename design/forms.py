"""Django forms drawn as GOV.UK Frontend draws them: the renderer, the date in three parts, links to errors.

What lives here: how a field looks and how its errors are found. What does not: what a form asks for.
Set `FORM_RENDERER = "design.forms.GovukRenderer"`; then `{{ form.name.as_field_group }}`, or `{{ form }}`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, NoReturn

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

#: Django's own widget templates that we draw differently. Lists of choices have their layout in ours.
_OURS = {
    "django/forms/widgets/radio.html": "design/forms/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "design/forms/widgets/choices.html",
    "django/forms/widgets/multiple_input.html": "design/forms/widgets/choices.html",
    "django/forms/widgets/password.html": "design/forms/widgets/password.html",
    "django/forms/widgets/clearable_file_input.html": "django/forms/widgets/file.html",
}
#: Which block of GOV.UK's styles each kind of control takes. The first that fits is taken.
_BLOCKS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, ""),
    (forms.RadioSelect, ""),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.widgets.Input, "govuk-input"),
)


class GovukRenderer(TemplatesSetting):
    """Draws every form of the portal with GOV.UK Frontend's markup."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"

    def get_template(self, template_name: str) -> Any:
        """Django's template of that name, or ours in its place."""
        return super().get_template(_OURS.get(template_name, template_name))


def control(field: BoundField) -> str:
    """The field's input with GOV.UK's classes; a class the form's author gave (a width) is kept."""
    widget = field.field.widget
    block = next((classes for kind, classes in _BLOCKS if isinstance(widget, kind)), "")
    words = [block] if block else []
    if block and field.errors and not isinstance(widget, forms.CheckboxInput):
        words.append(f"{block.split()[0]}--error")
    words.append(str(widget.attrs.get("class", "")))
    attrs = {"class": " ".join(word for word in words if word)}
    if isinstance(widget, forms.PasswordInput):
        attrs |= {"spellcheck": "false", "autocapitalize": "none"}
    return field.as_widget(attrs={key: value for key, value in attrs.items() if value})


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Every error of the form as (sentence, address of the control it is about), in the order of the fields.

    An error of the form as a whole has no address.
    """
    links = [(str(message), "") for message in form.non_field_errors()]
    for field in form:
        links += [(_sentence(field, str(message)), f"#{_first_id(field)}") for message in field.errors]
    return links


def _sentence(field: BoundField, message: str) -> str:
    """The error, naming its field when it is Django's own, which says nothing away from the field."""
    general = str(forms.Field.default_error_messages["required"])
    return f"{field.label}: {message[0].lower()}{message[1:]}" if message == general else message


def _first_id(field: BoundField) -> str:
    """The id of the control to go to: the first option of a list of choices, the day of a date."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label


class DateParts(forms.Widget):
    """Day, month and year as three short text inputs, as GOV.UK asks for dates people know by heart."""

    template_name = "design/forms/widgets/date.html"
    use_fieldset = True
    _parts = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The three parts with their names, ids and values as typed."""
        context = super().get_context(name, value, attrs)
        base = context["widget"]["attrs"].get("id") or f"id_{name}"
        texts = self._texts(value)
        context["widget"]["parts"] = [
            {"label": label, "width": width, "name": f"{name}_{part}", "id": f"{base}_{part}", "value": text}
            for (part, label, width), text in zip(self._parts, texts, strict=True)
        ]
        context["widget"]["invalid"] = context["widget"]["attrs"].get("aria-invalid") == "true"
        return context

    def id_for_label(self, id_: str) -> str:
        """The day, so that a link to the error lands there."""
        return f"{id_}_day" if id_ else id_

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """ "2018-05-21" from three parts; the parts as typed, with dashes between, when they are no date."""
        texts = [str(data.get(f"{name}_{part}") or "").strip() for part, _, _ in reversed(self._parts)]
        return "-".join(texts) if any(texts) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the page held none of the three parts."""
        return all(f"{name}_{part}" not in data for part, _, _ in self._parts)

    @staticmethod
    def _texts(value: Any) -> tuple[str, str, str]:
        """Day, month and year as text, from a date, from what was typed, or from nothing."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        parts = str(value).split("-") if value else []
        year, month, day = parts if len(parts) == 3 else ("", "", "")
        return day, month, year


class DateField(forms.DateField):
    """A date typed in three parts. A two-figure year is refused, since it could be either century."""

    widget = DateParts
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Enter a date",
        "invalid": "Enter a real date, such as 27 3 2018",
    }

    def to_python(self, value: Any) -> date | None:
        """The date, or None when nothing was typed."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", str(value), re.ASCII)
        try:
            return date(*(int(part) for part in found.groups())) if found else self._refuse()
        except ValueError:
            self._refuse()

    def _refuse(self) -> NoReturn:
        """Raise the field's own words for a date that isn't one."""
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
