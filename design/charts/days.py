"""A bar of working days against a standard: what lies beyond it is overdue. The words stand beside it."""

from django.utils.safestring import SafeString

from design import palette

_WIDTH, _HEIGHT, _TOP, _BAR = 148.0, 14.0, 3.0, 9.0
#: The days within the standard.
_WITHIN = palette.GREY_MARK


def days_bar(days: int, standard: int, *, most: int) -> SafeString:
    """`days` gone by, of which those beyond `standard` are overdue; a line marks it. `most` is the longest of the list.

    A picture of what the words beside it say, so hidden from a screen reader.
    """
    whole = max(most, standard, days, 1)
    unit = (_WIDTH - 2) / whole
    within, mark = min(days, standard) * unit, standard * unit
    parts = [
        (
            f'<svg class="board-days" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" height="{_HEIGHT:g}" '
            'aria-hidden="true" focusable="false">'
        ),
        f'<rect x="0" y="{_TOP:g}" width="{within:.1f}" height="{_BAR:g}" fill="{_WITHIN}"/>',
    ]
    if days > standard:
        parts.append(
            f'<rect x="{mark:.1f}" y="{_TOP:g}" width="{(days - standard) * unit:.1f}" height="{_BAR:g}" '
            f'fill="{palette.RED}"/>'
        )
    parts.append(f'<path d="M{mark:.1f} 0V{_HEIGHT:g}" stroke="{palette.INK}" stroke-width="2"/></svg>')
    return SafeString("".join(parts))
