"""A fixed sample of the long trial of the readers: mangled files end as a book or a refusal in words."""

from tests.soak.fuzz_files import mangled


def test_three_hundred_mangled_files_end_as_a_book_or_a_refusal_and_leave_no_process_behind() -> None:
    figures = mangled(seed=2013, files=300)

    assert figures["books"] + figures["refused"] == 300
    assert figures["books"] > 50
    assert figures["refused"] > 50
    assert figures["unforeseen"] == 0
    assert figures["reading processes left behind"] == 0
