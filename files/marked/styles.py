"""The stylesheet of a workbook that is being marked: a cell's own style again, with another fill."""

from files.marked import tags
from files.marked.marks import COLOURS, CannotEdit, Severity

_COLOUR_OF = {colour: severity for severity, colour in COLOURS.items()}
_WRAPPED = (
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
)


class Styles:
    """One styles part. Numbers of styles are those cells refer to; new ones are only ever added at the end."""

    def __init__(self, text: str) -> None:
        """Find fills and cell styles. CannotEdit when the part is not written as expected."""
        self._text = text
        top = tags.root(text, "styleSheet", tags.MAIN)
        fills, styles = tags.child(text, top, "fills"), tags.child(text, top, "cellXfs")
        if fills is None or styles is None:
            raise CannotEdit("the stylesheet has no fills or no cell styles")
        self._fills = [text[one.start : one.end] for one in tags.children(text, fills.inside, fills.close)]
        self._styles = [text[one.start : one.end] for one in tags.children(text, styles.inside, styles.close)]
        if not self._fills or not self._styles:
            raise CannotEdit("the stylesheet has no fills or no cell styles")
        self._old_fills, self._old_styles = len(self._fills), len(self._styles)
        self._coloured: dict[Severity, int] = {}
        self._made: dict[tuple[int, Severity | None], int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """The number of this style with the colour of a severity; number format, border and font stay."""
        return self._with_fill(style, severity)

    def cleared(self, style: int) -> int:
        """The number of this style without a colour the portal gave it; the same where it gave none."""
        fill = int(self._attribute(style, "fillId") or 0)
        ours = 0 <= fill < len(self._fills) and any(colour in self._fills[fill] for colour in _COLOUR_OF)
        return self._with_fill(style, None) if ours else style

    @property
    def wrapped(self) -> int:
        """The number of a style for text over several lines."""
        if _WRAPPED not in self._styles:
            self._styles.append(_WRAPPED)
        return self._styles.index(_WRAPPED)

    @property
    def text(self) -> str:
        """The part with what was added."""
        text = self._text
        for name, held, old in (
            ("cellXfs", self._styles, self._old_styles),
            ("fills", self._fills, self._old_fills),
        ):
            if len(held) > old:
                place = tags.child(text, tags.root(text, "styleSheet", tags.MAIN), name)
                if place is not None:
                    text = tags.appended(text, place, "".join(held[old:]), count=str(len(held)))
        return text

    def _attribute(self, style: int, name: str) -> str | None:
        return tags.attribute(self._style(style).partition(">")[0], name)

    def _style(self, style: int) -> str:
        if not 0 <= style < len(self._styles):
            raise CannotEdit(f"there is no cell style {style}")
        return self._styles[style]

    def _with_fill(self, style: int, severity: Severity | None) -> int:
        if (style, severity) not in self._made:
            tag, bracket, rest = self._style(style).partition(">")
            tag = tags.with_attribute(f"{tag}{bracket}", "fillId", str(self._fill(severity)))
            self._styles.append(tags.with_attribute(tag, "applyFill", "1") + rest)
            self._made[style, severity] = len(self._styles) - 1
        return self._made[style, severity]

    def _fill(self, severity: Severity | None) -> int:
        if severity is None:
            return 0
        if severity not in self._coloured:
            self._fills.append(
                f'<fill><patternFill patternType="solid"><fgColor rgb="{COLOURS[severity]}"/>'
                '<bgColor indexed="64"/></patternFill></fill>'
            )
            self._coloured[severity] = len(self._fills) - 1
        return self._coloured[severity]
