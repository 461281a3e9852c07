"""What a page is made of, so that axe looks once at each kind of part and not at the same parts on every page.

Axe takes a second of a browser for a page, and finds in a table of forty rows what it finds in one of four. A part is
an element with what axe goes by (its attributes, whether it says anything, the headings' order, ids given twice), and
all it stands in. A page whose every part stood on sound pages of this run at this width is not looked at again; with
`--whole`, as `make soak` has it, axe looks at every page anew.
"""

from typing import ClassVar

#: Numbers of all parts of a page. Values that differ from row to row say nothing to axe: only that they are there.
PARTS = """() => {
  const telling = ["class", "role", "type", "scope", "lang", "tabindex", "aria-hidden", "aria-current",
    "aria-expanded", "aria-live", "autocomplete", "hidden", "disabled"];
  const hashed = words => {
    let number = 5381;
    for (let place = 0; place < words.length; place++) number = (number * 33 ^ words.charCodeAt(place)) | 0;
    return number;
  };
  const found = new Set();
  const visit = (one, above) => {
    const says = one.textContent.trim() ? "says" : "";
    const attributes = [...one.attributes].map(each =>
      telling.includes(each.name) ? `${each.name}=${each.value}` : each.value.trim() ? each.name : `${each.name}=`);
    const part = hashed(`${above} ${one.localName} ${attributes.sort().join(" ")} ${says}`);
    found.add(part);
    if (one.localName !== "svg") for (const inside of one.children) visit(inside, part);
  };
  visit(document.documentElement, 0);
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(one => one.localName);
  found.add(hashed(levels.filter((one, place) => one !== levels[place - 1]).join(" ")));
  const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
  if (new Set(ids).size !== ids.length) found.add(hashed(`twice ${location.href}`));
  return [...found];
}"""


class Shapes:
    """The parts that were sound in this process, by the width they were looked at."""

    whole: ClassVar[bool] = False
    _sound: ClassVar[dict[int, set[int]]] = {}

    @classmethod
    def are_known(cls, width: int, parts: list[int]) -> bool:
        """Whether axe found nothing wrong with any of these before."""
        return not cls.whole and cls._sound.get(width, set()).issuperset(parts)

    @classmethod
    def are_sound(cls, width: int, parts: list[int]) -> None:
        """Axe found nothing wrong with a page of these."""
        cls._sound.setdefault(width, set()).update(parts)
