"""Whether a certificate is genuine: for anybody who holds the address printed on it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from agencies.door import kept_to_oneself
from training.queries.certificates import checked


@login_not_required
@kept_to_oneself
@require_safe
def certificate(request: HttpRequest, word: str) -> HttpResponse:
    """What the certificate says; of one that is not held, that it is not, and the same of one that never was."""
    found = checked(word)
    return render(request, "training/certificate.html", {"found": found}, status=200 if found else 404)


ADDRESSES: list[URLPattern] = [path("certificates/<str:word>/", certificate, name="certificate")]
