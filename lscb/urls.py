"""Every address of the portal. A new one is refused until the access table in the tests lists it."""

from django.urls import include, path

from lscb import home, navigation
from registers.views.section_11 import by_link, survey_public
from reports.views import published

urlpatterns = [
    path("", home.home, name="home"),
    path("alive/", home.alive, name="alive"),
    path("pages/<slug:page>/", home.page, name="page"),
    path("api/v1/", include("scorecard.api.urls")),
    path("", include("agencies.urls")),
    path("", include("training.urls")),
    path("", include((survey_public.ADDRESSES, "section-11"))),
    path("", include((by_link.ADDRESSES, "assess"))),
    path("", include((published.ADDRESSES, "published"))),
    path("<slug:board>/", home.front_page, name="front-page"),
    path("<slug:board>/settings/", navigation.settings, name="settings"),
    path("<slug:board>/", include("scorecard.urls")),
    path("<slug:board>/", include("registers.urls")),
    path("<slug:board>/", include("reports.urls")),
]

handler403 = "lscb.home.refused"
