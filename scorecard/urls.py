"""The addresses of the scorecard room, under a board's own."""

from django.urls import path

from scorecard.views import changes, downloads, feeds, mapping, returns, scorecard, submissions

app_name = "scorecard"
urlpatterns = [
    path("scorecard/", scorecard.overview, name="overview"),
    path("scorecard/<str:code>/", scorecard.indicator, name="indicator"),
    path("scorecard/<str:code>/commentary/", scorecard.comment, name="comment"),
    path("returns/", returns.returns, name="returns"),
    path("returns/<int:return_id>/", returns.one_return, name="return"),
    path("returns/<int:return_id>/upload/", returns.upload, name="upload"),
    path("returns/<int:return_id>/accept/", returns.accept, name="accept"),
    path("returns/<int:return_id>/send-back/", returns.send_back, name="send-back"),
    path("returns/<int:return_id>/template/", downloads.template, name="template"),
    path("submissions/<int:submission_id>/", submissions.submission, name="submission"),
    path("submissions/<int:submission_id>/release/", submissions.release, name="release"),
    path("submissions/<int:submission_id>/changes/", changes.changed, name="changes"),
    path("submissions/<int:submission_id>/reasons/", changes.reasons, name="reasons"),
    path("submissions/<int:submission_id>/gone/", changes.gone, name="gone"),
    path("submissions/<int:submission_id>/file/", submissions.submitted_file, name="file"),
    path("submissions/<int:submission_id>/marked/", downloads.marked, name="marked"),
    path("submissions/<int:submission_id>/mapping/", mapping.mapping, name="mapping"),
    path("layouts/", mapping.remembered, name="layouts"),
    path("layouts/<int:agency_id>/forget/", mapping.forget, name="layout-forget"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/add/", feeds.add_feed, name="feed-add"),
    path("feeds/<int:feed_id>/", feeds.feed, name="feed"),
    path("feeds/<int:feed_id>/edit/", feeds.edit_feed, name="feed-edit"),
    path("feeds/<int:feed_id>/run/", feeds.run_feed, name="feed-run"),
    path("feeds/<int:feed_id>/pause/", feeds.pause_feed, name="feed-pause"),
    path("feeds/<int:feed_id>/try-again/", feeds.try_again, name="feed-try-again"),
    path("feeds/<int:feed_id>/policy/", feeds.feed_policy, name="feed-policy"),
]
