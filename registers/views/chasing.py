"""What agencies owe, the ladder, and the chair's letters."""

from django.urls import URLPattern

ADDRESSES: list[URLPattern] = []
