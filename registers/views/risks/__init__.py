"""The risk register: its page, a risk's, what is done to one, and what is worth a second look."""

from django.urls import URLPattern

from registers.views.risks import register, risk, second_look, steps

ADDRESSES: list[URLPattern] = [
    *register.ADDRESSES,
    *second_look.ADDRESSES,
    *risk.ADDRESSES,
    *steps.ADDRESSES,
]
