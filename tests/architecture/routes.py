"""Every address of the portal, walked from its URLconf. What each person gets there is `test_access`'."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One address: its name with namespace, its pattern as written, the names of its arguments, its view."""

    name: str
    pattern: str
    arguments: tuple[str, ...]
    callback: Callable[..., Any]

    @property
    def view(self) -> Any:
        """The view itself: the class of a class-based one, the innermost function of a decorated one."""
        view: Any = getattr(self.callback, "view_class", None) or getattr(self.callback, "cls", self.callback)
        while hasattr(view, "__wrapped__"):
            view = view.__wrapped__
        return view


def routes() -> tuple[Route, ...]:
    """All of them, in the URLconf's order."""
    return tuple(_walk(get_resolver(), "", "", ()))


def _walk(resolver: URLResolver, before: str, space: str, arguments: tuple[str, ...]) -> Iterator[Route]:
    for one in resolver.url_patterns:
        pattern = before + str(one.pattern)
        names = (*arguments, *one.pattern.converters)
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one, pattern, inner, names)
        elif isinstance(one, URLPattern):
            yield Route(f"{space}{one.name}", f"/{pattern}", names, one.callback)
