"""The frame of every page: languages, landmarks, what it loads; and the files that it loads."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from clusteratlas.web import files
from clusteratlas.web.frame import made
from clusteratlas.web.texts import TEXTS

from .markup import HTML, Page, page

PAGES = ["/", "/queries", "/queries/cluster-names", "/sparql", "/licences", "/nowhere"]

LANGUAGES: list[tuple[str, dict[str, str], str]] = [
    ("/", {}, "en"),
    ("/", {"Accept-Language": "pl"}, "pl"),
    ("/", {"Accept-Language": "pl-PL,pl;q=0.9,en;q=0.5"}, "pl"),
    ("/", {"Accept-Language": "de, pl;q=0.5, en;q=0.4"}, "pl"),
    ("/", {"Accept-Language": "fr"}, "en"),
    ("/?lang=pl", {"Accept-Language": "en"}, "pl"),
    ("/?lang=en", {"Accept-Language": "pl"}, "en"),
    ("/?lang=xx", {"Accept-Language": "pl"}, "pl"),
    ("/pl/", {"Accept-Language": "en"}, "pl"),
    ("/en/", {"Accept-Language": "pl"}, "en"),
    ("/pl", {}, "pl"),
    ("/pl/?lang=en", {}, "en"),
    ("/pl/licences", {}, "pl"),
    ("/pl/nowhere", {}, "pl"),
]


@pytest.mark.parametrize(
    ("path", "headers", "language"), LANGUAGES, ids=[f"{c[0]}{c[1]}" for c in LANGUAGES]
)
def test_language(client: FlaskClient, path: str, headers: dict[str, str], language: str) -> None:
    response = client.get(path, headers={**HTML, **headers})
    assert f'<html lang="{language}">' in response.text
    assert response.headers["Content-Language"] == language
    assert TEXTS[language]["skip"] in response.text
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("asked", ["?lang=pl&x=a%26b", "?x=a%26b"])
def test_switch_leads_to_the_same_page_in_the_other_language(
    client: FlaskClient, path: str, asked: str
) -> None:
    seen = page(client, f"/pl{path}{asked}")
    (switch,) = [a["href"] for a in seen.all("a") if a.get("hreflang") == "en"]
    assert urlsplit(switch).path == f"/en{path}"
    assert parse_qs(urlsplit(switch).query) == {"x": ["a&b"]}
    assert '<html lang="en">' in client.get(switch, headers=HTML).text


@pytest.mark.parametrize("path", PAGES)
def test_links_keep_the_language_and_files_have_none(client: FlaskClient, path: str) -> None:
    seen = page(client, f"/pl{path}")
    own = [link for link in seen.links if link.startswith("/")]
    assert [link for link in own if not link.startswith(("/pl/", "/en/"))] == []
    named = [address for address in seen.loaded if address.startswith("/static/")]
    assert [a for a in named if "?v=" not in a and not a.endswith(".woff2")] == []


@pytest.mark.parametrize("path", PAGES)
def test_alternates_are_named_with_their_whole_address(client: FlaskClient, path: str) -> None:
    seen = page(client, f"/pl{path}?lang=pl&x=1")
    named = {link["hreflang"]: link["href"] for link in seen.all("link") if "hreflang" in link}
    assert named == {
        "en": f"http://localhost/en{path}?x=1",
        "pl": f"http://localhost/pl{path}?x=1",
        "x-default": f"http://localhost{path}?x=1",
    }
    (canonical,) = [link["href"] for link in seen.all("link") if link.get("rel") == "canonical"]
    assert canonical == named["pl"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", TEXTS)
def test_page_has_its_landmarks_and_asks_no_one_else(
    client: FlaskClient, path: str, language: str
) -> None:
    response = client.get(f"/{language}{path}", headers=HTML)
    seen = Page(response.text)
    assert seen.open == []
    assert seen.repeated_ids == []
    for tag in ("h1", "main"):
        assert len(seen.all(tag)) == 1, tag
    # Those of pictures have an id.
    assert len([title for title in seen.all("title") if "id" not in title]) == 1
    assert seen.texts["title"].strip("\n ·").removesuffix("Cluster Atlas").strip(" ·")
    (main,) = seen.all("main")
    assert seen.all("a")[0]["href"] == f"#{main['id']}"
    assert [nav for nav in seen.all("nav") if not nav.get("aria-label")] == []
    (description,) = [m for m in seen.all("meta") if m.get("name") == "description"]
    assert description["content"]
    assert all(address.startswith("/") for address in seen.loaded)
    assert "style" not in [tag for tag, _ in seen.elements]
    names = {name for _, attributes in seen.elements for name in attributes}
    assert [name for name in names if name == "style" or name.startswith("on")] == []
    assert [image for image in seen.all("img") if "alt" not in image] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_field_says_what_it_is_for(client: FlaskClient, path: str) -> None:
    seen = page(client, path)
    labelled = {label.get("for") for label in seen.all("label")}
    fields = [*seen.all("input"), *seen.all("select"), *seen.all("textarea")]
    assert [
        field
        for field in fields
        if field.get("type") not in ("hidden", "checkbox", "radio")
        and not field.get("aria-label")
        and field.get("id") not in labelled
    ] == []


CURRENT = {
    "/": set(),
    "/licences": set(),
    "/queries": {"/en/queries"},
    "/queries/cluster-names": {"/en/queries"},
    "/sparql": {"/en/sparql"},
}


@pytest.mark.parametrize("path", CURRENT)
def test_where_one_is_stands_in_the_navigation(client: FlaskClient, path: str) -> None:
    current = {a["href"] for a in page(client, f"/en{path}").all("a") if "aria-current" in a}
    assert current & {"/en/queries", "/en/sparql", "/en/map"} == CURRENT[path]


VERSIONS = [
    ("20261121T155213911Z-099cad86d594", datetime(2026, 11, 21, 15, 52, 13, tzinfo=UTC)),
    ("0", None),
    ("", None),
]


@pytest.mark.parametrize(("version", "when"), VERSIONS, ids=[v or "none" for v, _ in VERSIONS])
def test_a_version_says_when_it_was_made(version: str, when: datetime | None) -> None:
    assert made(version) == when


MOST_BYTES = 100_000
FONTS = ("brygada-1918-latin-600-normal", "brygada-1918-latin-ext-600-normal")


@pytest.mark.parametrize("path", ["/", "/queries", "/licences", "/nowhere"])
def test_a_page_is_light(client: FlaskClient, path: str) -> None:
    """Compressed, with all that it loads and the fonts of Latin script; built by `make pages`."""
    response = client.get(f"/pl{path}", headers=HTML)
    loaded = [address for address in Page(response.text).loaded if "/static/" in address]
    with client.application.test_request_context("/"):
        loaded += [files.font(stem) for stem in FONTS if files.font(stem) not in loaded]
    parts = [client.get(address) for address in loaded]
    assert [part.request.path for part in parts if part.status_code != 200] == []
    assert sum(len(gzip.compress(part.data)) for part in [response, *parts]) < MOST_BYTES


FILES = {
    "atlas.svg": (b"<svg/>", "image/svg+xml"),
    "built/atlas.css": (b"h1 {}", "text/css; charset=utf-8"),
    "built/atlas.js": (b"1", "text/javascript; charset=utf-8"),
    "built/serif-latin-ABCD2345.woff2": (b"wOF2", "font/woff2"),
}


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "built").mkdir()
    for name, (contents, _) in FILES.items():
        (tmp_path / name).write_bytes(contents)
    (tmp_path / "built" / "licences.json").write_text("[]", encoding="utf-8")
    (tmp_path / "secret.css").write_text("", encoding="utf-8")
    (tmp_path / "secret.css").rename(tmp_path.parent / "secret.css")
    monkeypatch.setattr(files, "BUILT", tmp_path / "built")
    monkeypatch.setattr(files, "_FOLDERS", (tmp_path / "built", tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("prefix", ["", "/pl"])
def test_file_is_kept_for_a_year_at_its_address(
    client: FlaskClient, static: Path, name: str, prefix: str
) -> None:
    contents, media_type = FILES[name]
    short = Path(name).name
    with client.application.test_request_context(f"{prefix}/"):
        address = files.asset(short)
    assert address.startswith(f"/static/{short}?v=")
    response = client.get(address)
    assert (response.data, response.content_type) == (contents, media_type)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("stem", "address"),
    [("serif-latin", "/static/serif-latin-ABCD2345.woff2"), ("serif", ""), ("atlas", "")],
)
def test_a_font_is_found_by_the_beginning_of_its_name(
    client: FlaskClient, static: Path, stem: str, address: str
) -> None:
    with client.application.test_request_context("/pl/"):
        assert files.font(stem) == address


CACHING = [
    ("/static/atlas.css", "no-cache"),
    ("/static/atlas.css?v=other", "no-cache"),
    ("/static/serif-latin-ABCD2345.woff2", "public, max-age=31536000, immutable"),
]


@pytest.mark.parametrize(("path", "expected"), CACHING, ids=[path for path, _ in CACHING])
def test_what_may_change_is_looked_at_again(
    client: FlaskClient, static: Path, path: str, expected: str
) -> None:
    assert client.get(path).headers["Cache-Control"] == expected


def test_a_changed_file_has_another_address(client: FlaskClient, static: Path) -> None:
    with client.application.test_request_context("/"):
        before = files.asset("atlas.css")
        (static / "built" / "atlas.css").write_bytes(b"h2 {}")
        assert files.asset("atlas.css") != before


@pytest.mark.parametrize(
    "path",
    [
        "/static/", "/static/none.css", "/static/licences.json", "/static/built/atlas.css",
        "/static/../secret.css", "/static/..%2Fsecret.css", "/static/.sources", "/static/built",
        "/static/a%00.css", "/static/%ff.css", "/static/..%5csecret.css",
    ],
)  # fmt: skip
def test_nothing_else_is_a_file(client: FlaskClient, static: Path, path: str) -> None:
    assert client.get(path).status_code == 404
