"""The front page, the frame of every page, and the pages that belong to no room."""

from django.http import Http404, HttpRequest, HttpResponse
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render

from agencies.door import at_board
from agencies.rules.standing import Standing


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def page(request: HttpRequest, page: str) -> HttpResponse:
    return HttpResponse("")


def front_page(request: HttpRequest, board: str) -> HttpResponse:
    return HttpResponse("")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("", status=403)


def page_frame(request: HttpRequest) -> dict:
    return {}
