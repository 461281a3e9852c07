"""From signal to result."""

from django.urls import URLPattern

ADDRESSES: list[URLPattern] = []
