"""What every request passes before and after its page: no NUL comes in, no page with figures stays behind."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]

_NUL = "\0"


def refuse_nul(get_response: Answer) -> Answer:
    """Answer 404 to an address that holds a NUL, and 400 to a query or a cookie that does.

    PostgreSQL keeps none in text and refuses even to compare with one. Forms refuse it field by field.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if _NUL in request.path_info:
            raise Http404("No such page.")
        asked = (text for key, texts in request.GET.lists() for text in (key, *texts))
        if any(_NUL in text for text in (*asked, *request.COOKIES.values())):
            raise BadRequest("The address holds a character that no text can hold.")
        return get_response(request)

    return answer


def keep_no_copy(get_response: Answer) -> Answer:
    """Let neither a browser nor anything on the way keep what a signed-in person was shown."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response

    return answer
