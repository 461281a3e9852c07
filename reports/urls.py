"""The addresses of the reports room, under a board's own."""

from django.urls import path

from reports.views import authors, contents, facts, printings, reports, texts

app_name = "reports"
urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/open/", reports.open_report, name="open"),
    *facts.ADDRESSES,
    path("reports/<int:report_id>/", reports.report, name="report"),
    *texts.ADDRESSES,
    *authors.ADDRESSES,
    *contents.ADDRESSES,
    path("reports/<int:report_id>/printings/", printings.ask_for, name="build"),
    path("reports/<int:report_id>/printings/<int:number>/", printings.printing, name="printing"),
    path("reports/<int:report_id>/printings/<int:number>/pdf/", printings.pdf, name="pdf"),
    path("reports/<int:report_id>/printings/<int:number>/data/", printings.data, name="data"),
    path("reports/<int:report_id>/printings/<int:number>/word/", printings.word, name="word"),
]
