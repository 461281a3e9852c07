"""The addresses for programs. The key says which board and agency: no address names them."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from scorecard.api.views import Findings, OneSubmission, Submissions

app_name = "api"
urlpatterns = [
    path("submissions", login_not_required(Submissions.as_view()), name="submissions"),
    path("submissions/<int:submission_id>", login_not_required(OneSubmission.as_view()), name="submission"),
    path("submissions/<int:submission_id>/findings", login_not_required(Findings.as_view()), name="findings"),
]
