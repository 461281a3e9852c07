"""Files that are kept: whole or not at all, and held to their hash."""

import hashlib
from pathlib import Path

import pytest
from pytest_django import Settings

from agencies.keeping import Damaged, keep, kept

DATA = b"Ref,Period\nH01,Q4 2017/18\n"
SHA256 = hashlib.sha256(DATA).hexdigest()


def place(settings: Settings, where: str) -> Path:
    return Path(settings.MEDIA_ROOT) / where


def test_bytes_are_kept_once_under_their_hash(settings: Settings) -> None:
    first, again = keep("reports", DATA, ".pdf"), keep("reports", DATA, ".pdf")

    assert first == again == (f"reports/{SHA256[:2]}/{SHA256}.pdf", SHA256)
    assert kept(first[0], size=len(DATA), sha256=SHA256) == DATA
    assert [one.name for one in place(settings, first[0]).parent.iterdir()] == [f"{SHA256}.pdf"]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_write_that_was_cut_off_leaves_nothing_under_the_name(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def stops(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as cut:
        cut.setattr(step, stops)
        with pytest.raises(SystemExit):
            keep("submissions", DATA)

    where, _ = keep("submissions", DATA)
    assert place(settings, where).read_bytes() == DATA
    assert len(list(place(settings, where).parent.iterdir())) == 1


@pytest.mark.parametrize("there", [b"", DATA[:10], DATA[:-1] + b"9"])
def test_what_an_earlier_write_left_in_pieces_is_made_whole(settings: Settings, there: bytes) -> None:
    where, _ = keep("submissions", DATA)
    place(settings, where).write_bytes(there)

    keep("submissions", DATA)

    assert place(settings, where).read_bytes() == DATA


def test_what_is_gone_or_changed_is_never_read_as_if_it_were_whole(settings: Settings) -> None:
    where, _ = keep("submissions", DATA)
    place(settings, where).write_bytes(DATA[:10])
    with pytest.raises(Damaged, match="no longer the file that was received"):
        kept(where, size=len(DATA), sha256=SHA256)

    place(settings, where).unlink()
    with pytest.raises(Damaged, match="missing"):
        kept(where, size=len(DATA), sha256=SHA256)
