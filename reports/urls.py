"""The addresses of the reports room, under a board's own."""

from django.urls import path

from reports.views import authors, changes, contents, facts, life, packs, printings, reports, texts, threads

app_name = "reports"
urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/open/", reports.open_report, name="open"),
    *facts.ADDRESSES,
    path("reports/packs/", packs.packs, name="packs"),
    path("reports/packs/<int:number>/", packs.open_pack, name="open-pack"),
    path("reports/<int:report_id>/", reports.report, name="report"),
    path("reports/<int:report_id>/threads/", threads.threads, name="threads"),
    *texts.ADDRESSES,
    *authors.ADDRESSES,
    *contents.ADDRESSES,
    path("reports/<int:report_id>/printings/", printings.ask_for, name="build"),
    path("reports/<int:report_id>/printings/<int:number>/", printings.printing, name="printing"),
    path("reports/<int:report_id>/printings/<int:number>/pdf/", printings.pdf, name="pdf"),
    path("reports/<int:report_id>/printings/<int:number>/data/", printings.data, name="data"),
    path("reports/<int:report_id>/printings/<int:number>/word/", printings.word, name="word"),
    path(
        "reports/<int:report_id>/printings/<int:number>/files/<int:output_id>/",
        printings.output,
        name="output",
    ),
    path("reports/<int:report_id>/printings/<int:number>/cancel/", printings.cancel, name="cancel"),
    path("reports/<int:report_id>/printings/<int:number>/changes/", changes.changes, name="changes"),
    *life.ADDRESSES,
]
