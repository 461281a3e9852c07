"""The addresses for programs. A key says which board and agency: no address needs to name them."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from scorecard.api.series import Series
from scorecard.api.views import Findings, OneSubmission, Submissions

app_name = "api"

#: It takes a session's cookie as well as a key, so the CSRF check that Django REST framework lifts stays.
series = Series.as_view()
series.csrf_exempt = False

urlpatterns = [
    path("submissions", login_not_required(Submissions.as_view()), name="submissions"),
    path("submissions/<int:submission_id>", login_not_required(OneSubmission.as_view()), name="submission"),
    path("submissions/<int:submission_id>/findings", login_not_required(Findings.as_view()), name="findings"),
    path("series", login_not_required(series), name="series"),
]
