"""The pages of Section 11: cycles and what they ask, the organisations and their people, standards and words."""

from django.urls import URLPattern

from registers.views.section_11 import cycles, organisations, people, standards, wording

ADDRESSES: list[URLPattern] = [
    *cycles.ADDRESSES,
    *organisations.ADDRESSES,
    *people.ADDRESSES,
    *standards.ADDRESSES,
    *wording.ADDRESSES,
]
