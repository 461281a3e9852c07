"""A sample of the long trial `make soak` runs: files mangled at random end accepted or refused in words."""

import logging

import pytest

from tests.soak.fuzz_files import run


@pytest.fixture(autouse=True)
def _log_as_before():
    log = logging.getLogger("files.readers")
    level = log.level
    yield
    log.setLevel(level)


def test_mangled_files_end_accepted_or_refused_and_nothing_unforeseen_happens():
    counts = run(seed=20825, rounds=4)

    assert counts["books"] + counts["refused"] == 400
    assert min(counts["books"], counts["refused"]) > 50
    assert counts["unforeseen"] == 0


def test_the_same_seed_mangles_the_same_way():
    assert run(seed=7, rounds=1) == run(seed=7, rounds=1)
