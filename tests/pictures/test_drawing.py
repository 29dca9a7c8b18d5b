"""What holds for every kind of picture."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

import clusteratlas.web
from clusteratlas.pictures.png import render
from clusteratlas.pictures.svg import standalone, standalone_style
from clusteratlas.pictures.table import write_csv
from clusteratlas.pictures.words import Words

from .examples import EMPTY, EXAMPLES, HOSTILE, SHOWN, WORDS, Example

SVG = "{http://www.w3.org/2000/svg}"
PAGE_STYLES = Path(clusteratlas.web.__file__).parent / "client" / "styles" / "picture.css"

each_kind = pytest.mark.parametrize("kind", EXAMPLES)
drawn_examples = pytest.mark.parametrize(
    "example",
    [*(make() for make in EXAMPLES.values()), *EMPTY.values()],
    ids=[*EXAMPLES, *(f"empty {kind}" for kind in EMPTY)],
)


def parsed(example: Example) -> ElementTree.Element:
    return ElementTree.fromstring(example.draw(example.chart))


@drawn_examples
def test_title_and_description_name_the_picture(example: Example) -> None:
    root = parsed(example)
    # An image has no parts to be reached; a picture with links is a group of them.
    has_links = root.find(f".//{SVG}a") is not None
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "group" if has_links else "img")
    said = [root.find(f"*[@id='{id_}']") for id_ in root.attrib["aria-labelledby"].split()]
    assert [one.text for one in said if one is not None] == [WORDS.title, WORDS.description]


@drawn_examples
def test_nothing_in_it_is_styled_or_run(example: Example) -> None:
    elements = list(parsed(example).iter())
    names = {name for element in elements for name in element.attrib}
    assert not {name for name in names if name == "style" or name.startswith("on")}
    assert not {element.tag for element in elements} & {f"{SVG}script", f"{SVG}style"}


@drawn_examples
def test_ids_begin_with_the_name_and_stand_once(example: Example) -> None:
    ids = Counter(element.get("id") for element in parsed(example).iter() if element.get("id"))
    assert set(ids.values()) == {1}
    assert all(str(id_).startswith(f"{example.chart.name}-") for id_ in ids)


@drawn_examples
def test_rows_of_the_table_have_a_cell_for_each_column(example: Example) -> None:
    table = example.table(example.chart)
    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert len(write_csv(table).splitlines()) == len(table.rows) + 1


@each_kind
def test_hostile_texts_stay_texts(kind: str) -> None:
    words = Words(HOSTILE, HOSTILE)
    root = parsed(EXAMPLES[kind](HOSTILE, words))
    assert not list(root.iter(f"{SVG}script"))
    assert root.findtext(f"{SVG}title") == SHOWN
    labels = [element.get("aria-label", "") for element in root.iter(f"{SVG}a")]
    assert any(SHOWN in label for label in labels)


@each_kind
def test_the_same_data_gives_the_same_picture(kind: str) -> None:
    one, other = EXAMPLES[kind](), EXAMPLES[kind]()
    assert one.draw(one.chart) == other.draw(other.chart)


@each_kind
def test_things_with_an_address_are_links_with_a_name(kind: str) -> None:
    example = EXAMPLES[kind]()
    links = list(parsed(example).iter(f"{SVG}a"))
    hrefs = {cell.href for row in example.table(example.chart).rows for cell in row} - {""}
    assert {link.get("href") for link in links} == hrefs
    assert all(link.get("aria-label") for link in links)


@pytest.mark.parametrize("example", EMPTY.values(), ids=EMPTY)
def test_a_picture_of_nothing_says_so(example: Example) -> None:
    texts = [text.text for text in parsed(example).iter(f"{SVG}text")]
    assert "There is nothing to show." in texts


@each_kind
def test_classes_are_those_of_both_style_sheets(kind: str) -> None:
    example = EXAMPLES[kind]()
    page, file = (set(re.findall(r"\.(pic-[a-z0-9-]+)", css)) for css in (
        PAGE_STYLES.read_text(encoding="utf-8"), standalone_style()
    ))  # fmt: skip
    used = set(re.findall(r"pic-[a-z0-9-]+", " ".join(
        element.get("class", "") for element in parsed(example).iter()
    )))  # fmt: skip
    coloured = {name for name in used if name in file | page}
    structure = {
        "pic-bars", "pic-graticule", "pic-item", "pic-key", "pic-labels", "pic-map", "pic-network",
        "pic-node", "pic-nodes", "pic-plane", "pic-point", "pic-region", "pic-series",
        "pic-timeline",
    }  # fmt: skip
    assert used - coloured <= structure
    assert coloured - structure <= file


def test_both_style_sheets_colour_the_same_kinds() -> None:
    page = set(re.findall(r"\.(pic-[kq]\d)\b", PAGE_STYLES.read_text(encoding="utf-8")))
    assert page == set(re.findall(r"\.(pic-[kq]\d)\b", standalone_style())) != set()


@each_kind
def test_file_of_its_own_is_well_formed_and_has_its_colours(kind: str) -> None:
    example = EXAMPLES[kind]()
    root = ElementTree.fromstring(standalone(example.draw(example.chart)))
    assert root.findtext(f"{SVG}style") == standalone_style()


def test_what_was_not_drawn_is_no_file() -> None:
    with pytest.raises(ValueError, match="no drawn picture"):
        standalone("<p>Hello</p>")


@each_kind
def test_png_is_as_wide_as_asked(kind: str) -> None:
    example = EXAMPLES[kind]()
    png = render(example.draw(example.chart), 300)
    assert png.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(png[16:20], "big") == 300


@pytest.mark.parametrize("letters", ["Kraków", "Ελλάδα", "България"])
def test_png_has_letters_whatever_fonts_the_machine_has(letters: str) -> None:
    def drawn(text: str) -> bytes:
        size = 'width="200" height="50"'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><text y="30">{text}</text></svg>'
        return render(svg, 200)

    assert drawn(letters) != drawn("") != drawn("\U0001f600" * 9)
