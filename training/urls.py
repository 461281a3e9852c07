"""The addresses of the training room; each aggregate keeps its own beside its views.

Most lie under a board's own address, for those signed in. Those who have no account come in by a signed link.
"""

from django.urls import URLPattern, URLResolver, include, path

from training.views import (
    attendance,
    certificates,
    courses,
    day,
    evaluation,
    impact,
    intake,
    kept_here,
    learn,
    learners,
    learning,
    own_session,
    places,
    refreshers,
    reviews,
    sessions,
    settings,
    staff_met,
    team,
    teams,
    trained,
)

app_name = "training"

#: Under a board's own address.
AT_A_BOARD: list[URLPattern] = [
    *learning.ADDRESSES,
    *reviews.ADDRESSES,
    *courses.ADDRESSES,
    *sessions.ADDRESSES,
    *places.ADDRESSES,
    *teams.ADDRESSES,
    *staff_met.ADDRESSES,
    *learners.ADDRESSES,
    *settings.ADDRESSES,
    *trained.ADDRESSES,
    *impact.ADDRESSES,
    *kept_here.ADDRESSES,
    *intake.ADDRESSES,
    *attendance.ADDRESSES,
    *evaluation.ADDRESSES,
    *refreshers.ADDRESSES,
]
#: Under `/learn/` and `/certificates/`, which no board can be called.
WITHOUT_ACCOUNT: list[URLPattern] = [
    *day.ADDRESSES,
    *learn.ADDRESSES,
    *own_session.ADDRESSES,
    *team.ADDRESSES,
    *certificates.ADDRESSES,
]

urlpatterns: list[URLPattern | URLResolver] = [
    *WITHOUT_ACCOUNT,
    path("<slug:board>/", include(AT_A_BOARD)),
]
