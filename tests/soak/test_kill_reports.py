"""A sample of the long trial of printing: one report whose worker is killed twice, from a fixed seed."""

import random

import pytest

from tests.soak.kill_reports import a_round, world


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_twice_while_it_builds_leaves_no_half_pdf_and_the_third_finishes() -> None:
    with world() as here:
        counts = a_round("sample", here, random.Random(4), kills=2)

    assert counts["workers killed"] == 2
    assert counts["ended built"] == 1
