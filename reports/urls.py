"""The addresses of the reports room, under a board's own."""

from django.urls import path

from reports.views import reports

app_name = "reports"
urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/build/", reports.build, name="build"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/pdf/", reports.report_pdf, name="pdf"),
    path("reports/<int:report_id>/data/", reports.report_data, name="data"),
    path("reports/texts/<int:year>/<slug:section>/", reports.text, name="text"),
]
