"""Colours of an office as #rrggbb, and whether people can read them (WCAG 2.2, 1.4.3)."""

import re

HEX = r"^#[0-9a-f]{6}$"
ENOUGH = 4.5
WHITE, BAND = "#ffffff", "#f3f5f7"  # what the office's colours stand on
_BEND = 0.04045


class Unreadable(ValueError):
    """The words are fit to show beside the field."""


def checked(colour: str, *grounds: str) -> str:
    """In lower case, if it is a colour and stands out 4.5 to 1 from every ground. Raises Unreadable."""
    colour = colour.strip().lower()
    if not re.match(HEX, colour):
        raise Unreadable("Give a colour as # and six figures, as in #12355b.")
    worst = min(contrast(colour, ground) for ground in grounds or (WHITE,))
    if worst < ENOUGH:
        raise Unreadable(
            f"This colour stands out {worst:.1f} to 1 from what it is read on; people need 4.5 to 1. Choose a darker one."
        )
    return colour


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str) -> str:
    """A tenth of a colour on white: the ground of what it marks."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.1):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _BEND else ((part + 0.055) / 1.055) ** 2.4
