"""The design room as a Django app: it brings templates, tags and static files, and no tables."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Registers the room under the label `design`."""

    name = "design"
    verbose_name = "Design"
