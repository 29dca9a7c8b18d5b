"""Which page of a list the address asks for."""

from __future__ import annotations

from flask import request

_MOST_DIGITS = 12


def page_number(parameter: str = "page") -> int:
    """The number in the address's query string, 1 where it is none."""
    text = request.args.get(parameter, "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return max(1, int(text)) if is_number else 1
