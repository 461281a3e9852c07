"""What answers a request asks questions and acts; it holds no tables of its own and no exemptions."""

import ast
import inspect
import sys
from pathlib import Path

import pytest
from django.conf import settings
from rest_framework.permissions import IsAuthenticated
from rest_framework.settings import api_settings

from scorecard.api.keys import ByKey
from tests.architecture.house import ROOMS, parsed
from tests.architecture.routes import routes

ROUTES = routes()
#: The modules that the URLconf leads to, whatever their files are called.
REACHED = sorted({route.view.__module__ for route in ROUTES})


def test_every_view_is_our_own() -> None:
    assert [module for module in REACHED if module.partition(".")[0] not in ROOMS] == []


@pytest.mark.parametrize("module", REACHED)
def test_no_module_that_answers_requests_reaches_for_rows(module: str) -> None:
    """Rows come from queries, which ask who wants them; `.objects` in a view asks nobody."""
    tree = parsed(Path(inspect.getfile(sys.modules[module])))

    found = [
        f"line {node.lineno}: .{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]
    assert found == []


def test_whoever_forgets_to_say_who_may_has_said_only_those_signed_in() -> None:
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE
    assert [IsAuthenticated] == api_settings.DEFAULT_PERMISSION_CLASSES


def test_every_view_of_the_api_demands_signing_in() -> None:
    """DRF switches the middleware off for its own views, so each of them must ask."""
    views = [route.callback.cls for route in ROUTES if hasattr(route.callback, "cls")]

    for view in views:
        assert any(issubclass(one, IsAuthenticated) for one in view.permission_classes), view


def test_nothing_answers_requests_without_the_csrf_check_but_what_no_cookie_opens() -> None:
    """A program's key is in a header, which no other site can make a browser send.

    The survey of staff is answered by nobody in particular: the check would set a cookie, and guard nothing.
    """
    exempt = [route for route in ROUTES if getattr(route.callback, "csrf_exempt", False)]

    names = [route.name for route in exempt if not route.pattern.startswith("/api/v1/")]
    assert names == ["section-11:survey"]
    for route in exempt:
        if route.name in names:
            continue
        assert route.callback.cls.authentication_classes == [ByKey], route.name
