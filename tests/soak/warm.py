"""A warm process that tries changed rules: pytest and what tests stand on are loaded once, each try is a fork of it.

A try is one line in, as JSON, and one line out. The changed text is put in the module's place as it is imported;
the tree is never touched. Nothing of the house but this file may be loaded here.
"""

import gc
import io
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, ModuleType
from typing import Any

import holidays
import hypothesis.strategies
import pytest
import scipy.optimize
import scipy.stats

#: Loaded for their own sake: what a fork finds loaded it need not load.
LOADED = (holidays, hypothesis.strategies, scipy.optimize, scipy.stats)
ROOT = Path(__file__).resolve().parents[2]
#: Seconds after which a try is ended, whether its tests work or wait: it has shown nothing.
_LONGEST = 900
#: A change that fills the memory is found, too.
_MEMORY = 4_000_000_000
#: A test that takes longer than this waits until all the quick ones have passed.
_QUICK = 0.1
#: A test has gone astray when it works so many times as long as on the rules as they are, and so many seconds.
_TIMES, _SECONDS = 8, 3.0
_OPTIONS = (
    *(
        "-x",
        "-q",
        "--import-mode=importlib",
        f"--rootdir={ROOT}",
        "-c",
        os.devnull,
        "--disable-plugin-autoload",
    ),
    *("-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:unraisableexception"),
)


class _Changed(SourceFileLoader):
    """Loads a module from the text given instead of its file's."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = compile(self.text, self.path, "exec")
        return code


class Instead(MetaPathFinder):
    """Finds one module, in another form than its file has."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        place = ROOT / self.path
        inside = [str(place.parent)] if place.name == "__init__.py" else None
        loader = _Changed(fullname, str(place), self.text)
        return spec_from_file_location(fullname, place, loader=loader, submodule_search_locations=inside)


class Repeatable:
    """Makes a run the same each time: quick tests first, near ones before far ones; found examples are not shrunk."""

    def __init__(self, tests: Sequence[str], costs: dict[str, float], patience: float) -> None:
        self.places = {str(ROOT / name): place for place, name in enumerate(tests)}
        self.costs, self.patience = costs, patience
        self.spent: dict[str, float] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        hypothesis.settings.register_profile(
            "trial",
            derandomize=True,
            deadline=None,
            phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        hypothesis.settings.load_profile("trial")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=self._turn)

    def _turn(self, item: pytest.Item) -> tuple[bool, int, float]:
        cost = self.costs.get(item.nodeid, 0.0)
        return cost > _QUICK, self.places[str(item.path)], cost if cost > _QUICK else 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        began = time.process_time()
        usual = self.costs.get(item.nodeid)
        astray = self.patience if usual is None else min(self.patience, max(_SECONDS, _TIMES * usual))
        signal.setitimer(signal.ITIMER_PROF, astray)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, self.patience)
            self.spent[item.nodeid] = time.process_time() - began


def tried(wish: dict[str, Any]) -> dict[str, Any]:
    """Run tests, with one module in another form if a path is named: the exit code, its words, seconds by test."""
    if wish["path"]:
        sys.meta_path.insert(0, Instead(Path(wish["path"]), wish["text"]))
    plugin = Repeatable(wish["tests"], wish["costs"], wish["patience"])
    words = io.StringIO()
    folder = Path(*Path(wish["tests"][0]).parts[:3])
    with redirect_stdout(words), redirect_stderr(words):
        code = pytest.main([*_OPTIONS, f"--confcutdir={ROOT / folder}", *wish["tests"]], plugins=[plugin])
    return {"code": int(code), "words": words.getvalue(), "costs": plugin.spent}


def _forked(wish: dict[str, Any]) -> dict[str, Any]:
    """What a fork says of the try; a code below nought, that of the signal, when it was ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(_LONGEST)
            signal.setitimer(signal.ITIMER_PROF, wish["patience"])
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            said = json.dumps(tried(wish))
            with os.fdopen(writing, "w") as answer:
                answer.write(said)
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    _, status = os.waitpid(child, 0)
    how = os.waitstatus_to_exitcode(status)
    ended = {"code": -abs(how), "words": f"ended with {how}", "costs": {}}
    return json.loads(said) if status == 0 else ended


def main() -> None:
    """Answer until nothing more is asked."""
    with redirect_stdout(io.StringIO()), TemporaryDirectory() as empty:
        pytest.main([*_OPTIONS, "--collect-only", empty])  # loads what pytest loads when it is used
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(_forked(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
