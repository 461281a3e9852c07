"""The agencies room as Django knows it."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Fixes the clock where the settings say so."""

    name = "agencies"

    def ready(self) -> None:
        """Hand the demo's fixed day, if any, to the one clock."""
        from django.conf import settings

        from agencies.rules import clock

        clock.fix(settings.FIXED_TODAY)
