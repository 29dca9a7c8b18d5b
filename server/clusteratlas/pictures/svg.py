"""SVG elements built as a tree, so that no text of the data can become markup.

Pictures carry no `style` attribute, which the Content-Security-Policy of the pages forbids: what
they look like are classes, and presentation attributes where a number is meant.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from clusteratlas.pictures.words import Words

NAMESPACE = "http://www.w3.org/2000/svg"

Attribute = str | float | None

# What XML 1.0 §2.2 has no room for, in whatever form.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPENING = re.compile(r"<svg\b[^>]*>")


def root(words: Words, name: str, width: float, height: float, kind: str) -> Element:
    """The `svg` element of a picture, with its title and description for those who cannot see it.

    `name` tells apart the pictures of one page: ids in the picture begin with it.
    """
    svg = Element(
        "svg",
        {
            "xmlns": NAMESPACE,
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(width),
            "height": number(height),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
            "class": f"pic pic-{kind}",
        },
    )
    add(svg, "title", words.title, id=f"{name}-title")
    add(svg, "desc", words.description, id=f"{name}-description")
    return svg


def add(parent: Element, tag: str, text: str = "", /, **attributes: Attribute) -> Element:
    """A new element at the end of `parent`; `class_` stands for class, `_` for a hyphen."""
    element = SubElement(parent, tag, _named(attributes))
    if text:
        element.text = _clean(text)
    return element


def detached(tag: str, /, **attributes: Attribute) -> Element:
    """An element that is put into the picture later, over what is drawn until then."""
    return Element(tag, _named(attributes))


def linked(parent: Element, href: str, label: str, /, **attributes: Attribute) -> Element:
    """A group that leads to `href` and is called `label`; without an address, a plain group."""
    if not href:
        group = add(parent, "g", **attributes)
    else:
        group = add(parent, "a", href=href, aria_label=label, **attributes)
    if label:
        add(group, "title", label)
    return group


def framed(root: Element, name: str, width: float, height: float) -> Element:
    """A group of which only what is within the frame at the picture's top is seen, zoomed or not.

    `name` is the picture's, as for `root`.
    """
    clip = add(root, "clipPath", id=f"{name}-frame")
    add(clip, "rect", width=width, height=height, rx=8)
    return add(root, "g", clip_path=f"url(#{name}-frame)")


def written(svg: Element) -> str:
    """The picture as text. One with links in it is no single image: its parts are read each."""
    if svg.find(".//a") is not None:
        svg.set("role", "group")
    return tostring(svg, encoding="unicode", short_empty_elements=True)


def standalone(svg: str) -> str:
    """The picture as a file of its own: with its colours, on a light ground."""
    opening = _OPENING.match(svg)
    if opening is None:
        raise ValueError("The text is no drawn picture: it does not begin with an svg element.")
    style = f"<style>{standalone_style()}</style>"
    ground = '<rect class="pic-ground" width="100%" height="100%"/>'
    return opening.group() + style + ground + svg[opening.end() :]


@cache
def standalone_style() -> str:
    """The style sheet within the files that `standalone` makes."""
    return (files(__package__) / "standalone.css").read_text(encoding="utf-8")


def number(value: float) -> str:
    """A length or coordinate: to a tenth, which is finer than any screen needs."""
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def point(x: float, y: float) -> str:
    """Two coordinates, as attributes with places have them."""
    return f"{number(x)} {number(y)}"


def _named(attributes: dict[str, Attribute]) -> dict[str, str]:
    return {
        name.rstrip("_").replace("_", "-"): (
            number(value) if isinstance(value, (int, float)) else _clean(value)
        )
        for name, value in attributes.items()
        if value is not None
    }


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
