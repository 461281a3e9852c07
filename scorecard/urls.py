"""The addresses of the scorecard room."""

app_name = "scorecard"
urlpatterns: list = []
