"""The roof as Django knows it."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    """Wires the rooms together once all are ready."""

    name = "lscb"

    def ready(self) -> None:
        """Let each room's source answer the sockets of `agencies.thread`."""
        from lscb import wiring

        wiring.connect()
