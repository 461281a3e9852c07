"""Throwaway: pictures."""

from datetime import date
from pathlib import Path

import pytest

from agencies.rules import clock
from registers.actions import challenges, follow_through
from registers.actions.challenges import Agreed
from registers.models import Asked, Reply
from registers.queries.origins import Start
from registers.rules.challenges import Verb
from registers.rules.ladder import Rung
from scorecard.models import Signal
from scorecard.rules.periods import quarter
from tests.building import load, series
from tests.conftest import TODAY
from tests.factories import (
    AgencyFactory,
    EvidenceFactory,
    MembershipFactory,
    PersonFactory,
    PriorityFactory,
    SeatFactory,
)
from tests.registers.moving import question

pytestmark = pytest.mark.django_db(transaction=True)
OUT = Path("/tmp/ch-shots")
STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]


def test_shots(
    visit_signed_in,
    board,
    health,
    police,
    scorecard,
    chair,
    business_manager,
    health_lead,
    police_lead,
    standing_of,
):
    OUT.mkdir(exist_ok=True)
    c, m, h, p = map(standing_of, (chair, business_manager, health_lead, police_lead))
    schools = AgencyFactory(code="sch", name="Schools")
    SeatFactory(board=board, agency=schools)
    district = AgencyFactory(code="dis", name="District councils")
    SeatFactory(board=board, agency=district)
    dl = PersonFactory(name="Dora Lamb")
    MembershipFactory(person=dl, board=board, role="agency_lead", agency=district)
    d = standing_of(dl)
    pr = PriorityFactory(board=board, title="Neglect")
    ids = dict(h=health, p=police, s=schools, d=district)

    def on(day):
        clock.fix(day)

    def raise_(day, title, *who, start=Start(), **more):
        on(day)
        q = question(*[ids[w] for w in who], title=title, priority_id=pr.pk, **more)
        one = challenges.raise_challenge(asks=q, start=start, by=c)
        return challenges.send(challenge_id=one.pk, by=m)

    # story of CH-1: figure rises Q1 2016/17
    on(date(2016, 7, 20))
    load(*series("H02", [*STEADY, 90], 120, until=quarter(2016, 1)), by=h, agency=health)
    sig = Signal.objects.get(indicator__code="H02", agency=health, ended_last=None)
    one = raise_(
        date(2016, 8, 2),
        "Why did second plans rise?",
        "h",
        "p",
        start=Start("signal", str(sig.pk)),
        why="Children come back to plans because the first ended too soon.",
        question="Which teams, and what has changed since?\nWho looks at closures?",
    )
    on(date(2016, 8, 24))
    challenges.reply(
        challenge_id=one.pk,
        agency_id=health.pk,
        text="Three teams closed plans early. We are looking into it.",
        by=h,
    )
    on(date(2016, 9, 1))
    challenges.judge(
        reply_id=Reply.objects.latest("pk").pk,
        verdict=Verb.NOT_ACCEPT,
        missing="Which teams, and since when?",
        due_on=date(2016, 9, 20),
        by=c,
        words="Thank you for the quick answer.",
    )
    on(date(2016, 9, 5))
    challenges.reply(challenge_id=one.pk, agency_id=police.pk, text="Police attend every conference.", by=p)
    on(date(2016, 9, 12))
    challenges.change_date(
        asked_id=Asked.objects.get(challenge=one, agency=health).pk,
        due_on=date(2016, 9, 26),
        reason="The head of service was away.",
        by=m,
    )
    on(date(2016, 9, 29))
    r = challenges.reply(
        challenge_id=one.pk,
        agency_id=health.pk,
        text="North, East and the duty team, since March. Closures are now signed by a manager.",
        by=h,
    )
    EvidenceFactory(
        challenge=None,
        action=None,
        reply=r,
        kind="document",
        words="The new procedure for ending plans.",
        link="https://example.org/procedure",
    )
    on(date(2016, 10, 3))
    challenges.judge(
        reply_id=r.pk,
        verdict=Verb.ACCEPT,
        words="Clear, and it says who does what.",
        by=c,
        actions=[
            Agreed("Have every closure signed by a manager.", date(2016, 12, 16), health),
            Agreed("Audit thirty closures.", date(2017, 2, 1), health, health_lead),
        ],
    )
    challenges.judge(reply_id=Reply.objects.get(asked__agency=police).pk, verdict=Verb.ACCEPT, by=c)
    from registers.models import Action

    on(date(2016, 11, 30))
    follow_through.complete(
        action_id=Action.objects.get(number=1).pk, words="In use since 28 November.", seen=1, by=h
    )
    on(date(2017, 1, 25))
    follow_through.complete(
        action_id=Action.objects.get(number=2).pk, words="Thirty looked at; two came back.", seen=1, by=h
    )
    on(TODAY)
    load(*series("H02", [86, 80, 66, 57, 55, 52, 51], 120, until=quarter(2017, 4)), by=h, agency=health)
    # closed one, shown
    EvidenceFactory(
        challenge=one,
        action=None,
        reply=None,
        kind="reaudit",
        words="Of thirty plans ended in spring, one came back.",
    )
    two = raise_(
        date(2018, 2, 5), "Why are case review actions in schools late, and who will finish them?", "s"
    )
    on(date(2018, 3, 20))
    challenges.escalate(asked_id=two.asked.get().pk, rung=Rung.LEAD, by=m, told="Sam Head")
    challenges.escalate(asked_id=two.asked.get().pk, rung=Rung.MEMBER, by=m, told="Rita Board")
    three = raise_(date(2018, 3, 19), "When will licensing staff have safeguarding checks?", "d")
    on(date(2018, 4, 9))
    challenges.reply(challenge_id=three.pk, agency_id=district.pk, text="Soon.", by=d)
    on(date(2018, 4, 12))
    challenges.judge(
        reply_id=Reply.objects.latest("pk").pk,
        verdict=Verb.NOT_ACCEPT,
        missing="A date for each council.",
        due_on=date(2018, 5, 4),
        by=c,
    )
    four = raise_(
        date(2018, 4, 4), "Do health reports reach conferences in time?", "h", start=Start("figure", "H02")
    )
    on(date(2018, 5, 10))
    challenges.reply(
        challenge_id=four.pk, agency_id=health.pk, text="Half of them do, since the clerk left.", by=h
    )
    raise_(date(2018, 4, 24), "Who holds return interviews at weekends?", "h", "p")
    six = raise_(date(2018, 5, 8), "What is the plan to fill school nurse posts?", "h")
    on(date(2018, 5, 14))
    challenges.reply(challenge_id=six.pk, agency_id=health.pk, text="Four nurses start in June.", by=h)
    challenges.judge(
        reply_id=Reply.objects.latest("pk").pk,
        verdict=Verb.ACCEPT_PARTLY,
        missing="What happens when they leave?",
        due_on=date(2018, 6, 15),
        by=c,
        actions=[Agreed("Recruit four school nurses.", date(2018, 6, 29), health)],
    )
    seven = raise_(date(2018, 4, 3), "Is the custody suite fit for children?", "p")
    on(date(2018, 4, 11))
    challenges.withdraw(challenge_id=seven.pk, reason="The inspectorate has just asked the same.", by=c)
    on(TODAY)
    challenges.raise_challenge(
        asks=question(police, title="How many children were held overnight?"), start=Start(), by=m
    )
    one.refresh_from_db()
    challenges.tell_impact(
        challenge_id=one.pk,
        outcome="A manager signs each closure.",
        impact="Fewer children come back to a plan.",
        chair_words="I am satisfied that practice changed.",
        seen=one.version,
        by=c,
    )

    def shots(person, name, path, widths=(1280, 390)):
        v = visit_signed_in(person)
        v.page.goto(f"{v.address}{path}")
        for w in widths:
            v.page.set_viewport_size({"width": w, "height": 900})
            v.page.screenshot(path=str(OUT / f"{name}-{w}.png"), full_page=True)
        try:
            v.finds_the_page_sound()
            v.need_not_scroll_sideways()
        except AssertionError as e:
            print("UNSOUND", name, str(e)[:600])
        return v

    shots(chair, "log", "/wessex/challenges/")
    shots(chair, "record", "/wessex/challenges/1/")
    shots(health_lead, "lead-log", "/wessex/challenges/")
    shots(police_lead, "lead-record", "/wessex/challenges/1/", (1280,))
    shots(chair, "raise", "/wessex/challenges/raise/?from=figure&key=H02")
    shots(
        chair, "judge", f"/wessex/challenges/4/replies/{Reply.objects.get(asked__challenge=four).pk}/judge/"
    )
    shots(police_lead, "reply", "/wessex/challenges/5/reply/")
    shots(chair, "send", "/wessex/challenges/8/send/", (1280,))
    shots(chair, "close", "/wessex/challenges/1/close/", (1280,))
    shots(chair, "escalate", f"/wessex/challenges/2/asked/{two.asked.get().pk}/escalate/", (1280,))
    shots(chair, "record2", "/wessex/challenges/2/", (1280,))
    shots(chair, "record6", "/wessex/challenges/6/", (1280,))
    v = visit_signed_in(chair)
    v.page.goto(f"{v.address}/wessex/challenges/")
    v.page.emulate_media(media="print")
    v.page.pdf(path=str(OUT / "log.pdf"))
    v.page.goto(f"{v.address}/wessex/challenges/1/")
    v.page.pdf(path=str(OUT / "record.pdf"))
