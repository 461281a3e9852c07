"""The risk register."""

from django.urls import URLPattern

ADDRESSES: list[URLPattern] = []
