"""Publications into the tables: each keeps its own values, and a tidy data file is as good as a workbook."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Entry
from scorecard.models import Benchmark
from tests.scorecard.imports.benchmarks.test_tidy import REFERRALS, at, tidy

pytestmark = pytest.mark.django_db


def published(folder: Path, rate: str, day: str) -> None:
    """Have a tidy data file with this referral rate for England loaded as published that day."""
    file = folder / f"{day}.csv"
    file.write_bytes(tidy([at("England") | REFERRALS | {"referrals_rate": rate}]))
    call_command("import_benchmarks", str(file), "--published", day)


def test_a_year_published_again_keeps_both_values(tmp_path: Path) -> None:
    published(tmp_path, "552.5", "2018-10-25")
    published(tmp_path, "552.9", "2019-10-31")

    held = Benchmark.objects.filter(indicator_code="D02").order_by("published_on")
    assert [(one.published_on, one.value) for one in held] == [
        (date(2018, 10, 25), Decimal("552.5")),
        (date(2019, 10, 31), Decimal("552.9")),
    ]


def test_the_same_publication_again_adds_nothing(tmp_path: Path) -> None:
    published(tmp_path, "552.5", "2018-10-25")
    before = Benchmark.objects.count()
    published(tmp_path, "552.5", "2018-10-25")

    assert before == Benchmark.objects.count() == 2
    assert [one.details["sources"] for one in Entry.objects.filter(verb="benchmarks.load")]


def test_a_tidy_file_without_the_day_it_was_published_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_bytes(tidy([at("England") | REFERRALS]))

    with pytest.raises(CommandError, match="--published"):
        call_command("import_benchmarks", str(file))
    assert not Benchmark.objects.exists()
