"""Screening is quick enough to hold up neither a worker nor a return, whatever the text."""

import time

from agencies.rules.screening import screen


def test_a_hundred_thousand_characters_do_not_hold_a_worker() -> None:
    began = time.process_time()

    for text in (
        "J.S. (" * 17_000,
        "1 " * 50_000,
        "aged 7 to " * 10_000,
        "12 acacia " * 10_000,
        "a" * 100_000,
    ):
        screen(text)

    assert time.process_time() - began < 10


def test_twenty_thousand_cells_are_screened_in_about_a_second() -> None:
    texts = [
        "Q1 2013/14",
        "Children seen within 10 days",
        "H01 Rate per 10,000 aged 0-17",
        "14 of 20 seen, see 3/4/13.",
    ]
    began = time.process_time()

    for number in range(20_000):
        screen(f"{texts[number % 4]} {number}")

    assert time.process_time() - began < 5
