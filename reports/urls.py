"""The addresses of the reports room, under a board's own."""

from django.urls import path

from reports.views import facts, printings, reports, texts

app_name = "reports"
urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/open/", reports.open_report, name="open"),
    *facts.ADDRESSES,
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/texts/<slug:section>/", texts.text, name="text"),
    path("reports/<int:report_id>/printings/", printings.build, name="build"),
    path("reports/<int:report_id>/printings/<int:number>/", printings.printing, name="printing"),
    path("reports/<int:report_id>/printings/<int:number>/pdf/", printings.pdf, name="pdf"),
    path("reports/<int:report_id>/printings/<int:number>/data/", printings.data, name="data"),
]
