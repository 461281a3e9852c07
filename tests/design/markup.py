"""HTML as a comparable tree, and GOV.UK Frontend's own examples to compare it with."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_EXAMPLES = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
_VOID = {"input", "br", "img", "meta", "link", "hr"}


def example(component, name):
    """The HTML that GOV.UK Frontend publishes for one use of a component."""
    path = _EXAMPLES / component / "fixtures.json"
    if not path.is_file():
        pytest.skip("GOV.UK Frontend's examples are not installed: run `python -m design.build`.")
    fixtures = json.loads(path.read_text())["fixtures"]
    return next(each["html"] for each in fixtures if each["name"] == name)


class _Tree(HTMLParser):
    """Collects elements as (tag, attributes, children); text loses its spare blanks."""

    def __init__(self, without, rename):
        super().__init__()
        self.root = []
        self._open = [self.root]
        self._without, self._rename = without, rename

    def handle_starttag(self, tag, attrs):
        kept = {}
        for name, value in attrs:
            if name in self._without:
                continue
            text = value or ""
            for old, new in self._rename:
                text = text.replace(old, new)
            kept[name] = frozenset(text.split()) if name == "class" else text
        node = (tag, kept, [])
        self._open[-1].append(node)
        if tag not in _VOID:
            self._open.append(node[2])

    def handle_endtag(self, tag):
        if tag not in _VOID:
            self._open.pop()

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self._open[-1].append(text)


def tree(html, *, without=(), rename=()):
    """`html` as nested lists; attributes in `without` are left out, `rename` changes their values."""
    reader = _Tree(frozenset(without), rename)
    reader.feed(html)
    return reader.root
