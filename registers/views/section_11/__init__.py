"""The pages of Section 11: cycles, organisations and people, standards and words, moderation, the survey of staff."""

from django.urls import URLPattern

from registers.views.section_11 import (
    cycles,
    moderation,
    organisations,
    panel,
    people,
    standards,
    surveys,
    wording,
)

ADDRESSES: list[URLPattern] = [
    *cycles.ADDRESSES,
    *organisations.ADDRESSES,
    *people.ADDRESSES,
    *standards.ADDRESSES,
    *wording.ADDRESSES,
    *panel.ADDRESSES,
    *moderation.ADDRESSES,
    *surveys.ADDRESSES,
]
