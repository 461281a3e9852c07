"""The addresses of the training room under a board's own; each aggregate keeps its own beside its views."""

from django.urls import URLPattern

app_name = "training"
urlpatterns: list[URLPattern] = []
