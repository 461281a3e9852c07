"""The addresses of the registers room, all under a board's own; each aggregate keeps its own beside its views."""

from registers.views import (
    actions,
    challenges,
    chasing,
    evidence,
    meetings,
    risks,
    section_11,
    settings,
    threads,
)

app_name = "registers"
urlpatterns = [
    *challenges.ADDRESSES,
    *evidence.ADDRESSES,
    *actions.ADDRESSES,
    *risks.ADDRESSES,
    *meetings.ADDRESSES,
    *chasing.ADDRESSES,
    *threads.ADDRESSES,
    *settings.ADDRESSES,
    *section_11.ADDRESSES,
]
