"""Who may do what is decided by tokens, their scopes and what the service takes at all."""

from __future__ import annotations

import logging
import time
from hashlib import sha256
from pathlib import Path

import pytest

from clusteratlas import access
from clusteratlas.access import (
    ANONYMOUS,
    SETTINGS_TOKEN,
    Access,
    Identity,
    Scope,
    concerns,
    new_token,
    token_line,
)
from clusteratlas.errors import AccessDenied, SettingError, Unauthenticated
from clusteratlas.settings import Settings

READ, WRITE, ADMIN = Scope.READ, Scope.WRITE, Scope.ADMIN
MASTER = "the-token-of-the-settings"
READER, WRITER, CURATOR = "ca_reader", "ca_writer", "ca_curator"
ENTRIES = [
    token_line("reader", [READ], READER),
    "  # a remark",
    "",
    token_line("writer", [WRITE], WRITER) + "   # and one behind a line",
    token_line("curator@example.org", [WRITE, READ], CURATOR),
]
CURATOR_IDENTITY = Identity("curator@example.org", frozenset({READ, WRITE}))


@pytest.fixture
def tokens_file(tmp_path: Path) -> Path:
    path = tmp_path / "tokens"
    path.write_text("\n".join(ENTRIES), encoding="utf-8")
    return path


def service(tokens_file: Path | None = None, token: str = "", *, closed: bool = False) -> Access:
    return Access.from_settings(
        Settings(write_token=token, tokens_file=tokens_file, read_needs_token=closed)
    )


OPEN, CLOSED, MASTER_ONLY, NO_TOKEN = "open", "closed", "master-only", "no-token"


@pytest.fixture
def services(tokens_file: Path) -> dict[str, Access]:
    return {
        OPEN: service(tokens_file),
        CLOSED: service(tokens_file, closed=True),
        MASTER_ONLY: service(token=MASTER),
        NO_TOKEN: service(),
    }


PERMITTED = [
    (NO_TOKEN, None, READ, "anonymous"),
    (NO_TOKEN, "Bearer unknown", READ, "anonymous"),
    (NO_TOKEN, "Basic dXNlcjpwYXNz", READ, "anonymous"),
    (OPEN, f"Bearer {WRITER}", READ, "writer"),
    (OPEN, f"Bearer {CURATOR}", WRITE, "curator@example.org"),
    (OPEN, f"bearer {CURATOR}", WRITE, "curator@example.org"),
    (OPEN, f"BEARER   {CURATOR}  ", WRITE, "curator@example.org"),
    (CLOSED, f"Bearer {READER}", READ, "reader"),
    (CLOSED, f"Bearer {WRITER}", WRITE, "writer"),
    (MASTER_ONLY, f"Bearer {MASTER}", WRITE, "write-token"),
    (MASTER_ONLY, f"Bearer {MASTER}", ADMIN, "write-token"),
    (MASTER_ONLY, f"Bearer {MASTER}", READ, "write-token"),
]


@pytest.mark.parametrize(("kind", "header", "scope", "name"), PERMITTED)
def test_who_is_permitted(
    services: dict[str, Access], kind: str, header: str | None, scope: Scope, name: str
) -> None:
    assert services[kind].permit(header, scope).name == name


def test_an_identity_bears_its_scopes(services: dict[str, Access]) -> None:
    assert services[OPEN].permit(f"Bearer {CURATOR}", WRITE) == CURATOR_IDENTITY
    assert services[OPEN].permit(None, READ) == ANONYMOUS
    assert services[MASTER_ONLY].permit(f"Bearer {MASTER}", ADMIN) == SETTINGS_TOKEN


UNKNOWN = [
    None,
    "",
    "Bearer",
    "Bearer ",
    WRITER,
    f"Basic {WRITER}",
    f"Bearer{WRITER}",
    f"Bearer {WRITER}x",
    f"Bearer {WRITER[:-1]}",
    f"Bearer {WRITER.upper()}",
    f"Bearer {WRITER} {WRITER}",
    f"Bearer {WRITER},{CURATOR}",
    f"Bearer\t{WRITER}",
    f'Bearer "{WRITER}"',
    f"Bearer sha256:{sha256(WRITER.encode()).hexdigest()}",
    f"Bearer {sha256(WRITER.encode()).hexdigest()}",
    "Bearer żółć",
    "Bearer \x00\ud800",
    "Bearer " + "a" * 100_000,
]


@pytest.mark.parametrize("header", UNKNOWN, ids=lambda header: ascii(header)[:40])
def test_who_is_unknown_is_unauthenticated(services: dict[str, Access], header: str | None) -> None:
    with pytest.raises(Unauthenticated) as caught:
        services[OPEN].permit(header, WRITE)
    assert "Bearer" in caught.value.hint
    with pytest.raises(Unauthenticated):
        services[CLOSED].permit(header, READ)


DENIED = [
    (NO_TOKEN, None, WRITE, "takes no writes"),
    (NO_TOKEN, f"Bearer {MASTER}", WRITE, "takes no writes"),
    (NO_TOKEN, None, ADMIN, "scope “admin”"),
    (OPEN, f"Bearer {WRITER}", ADMIN, "scope “admin”"),
    (OPEN, f"Bearer {READER}", WRITE, "“reader” is not for the scope “write”"),
    (CLOSED, f"Bearer {WRITER}", READ, "“writer” is not for the scope “read”"),
]


@pytest.mark.parametrize(("kind", "header", "scope", "message"), DENIED)
def test_who_is_known_may_not_do_everything(
    services: dict[str, Access], kind: str, header: str | None, scope: Scope, message: str
) -> None:
    with pytest.raises(AccessDenied, match=message):
        services[kind].permit(header, scope)


def test_whether_writes_are_taken(services: dict[str, Access], tmp_path: Path) -> None:
    readers = tmp_path / "readers"
    readers.write_text(token_line("reader", [READ], READER), encoding="utf-8")
    assert [services[kind].accepts_writes for kind in (OPEN, CLOSED, MASTER_ONLY, NO_TOKEN)] == [
        True,
        True,
        True,
        False,
    ]
    assert not service(readers).accepts_writes


def test_every_token_is_compared_with_equal_length(
    services: dict[str, Access], monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: list[tuple[int, int]] = []
    real = access.compare_digest

    def compare(left: bytes, right: bytes) -> bool:
        lengths.append((len(left), len(right)))
        return real(left, right)

    monkeypatch.setattr(access, "compare_digest", compare)
    for token in (READER, CURATOR, "x"):
        services[OPEN].permit(f"Bearer {token}", READ)
    assert lengths == [(32, 32)] * 9


HASH = sha256(b"x").hexdigest()
WRONG_LINES = [
    ("too-few", "name write", "a name, scopes and a hash"),
    ("too-many", f"name write sha256:{HASH} more", "a name, scopes and a hash"),
    ("name", f"na/me write sha256:{HASH}", "“na/me” is no name"),
    ("reserved", f"write-token write sha256:{HASH}", "“write-token” is the name of something else"),
    ("anonymous", f"anonymous read sha256:{HASH}", "“anonymous” is the name of something else"),
    ("scope", f"name write,all sha256:{HASH}", "“all” is no scope; scopes are read, write, admin"),
    ("no-scope", f"name , sha256:{HASH}", "“” is no scope"),
    ("algorithm", f"name write md5:{HASH}", "its hash is not"),
    ("short-hash", f"name write sha256:{HASH[1:]}", "its hash is not"),
    ("upper-case", f"name write sha256:{HASH.upper()}", "its hash is not"),
    ("same-hash", f"other read sha256:{sha256(READER.encode()).hexdigest()}", "hash of line 1"),
]


@pytest.mark.parametrize(
    ("line", "message"), [case[1:] for case in WRONG_LINES], ids=[case[0] for case in WRONG_LINES]
)
def test_a_wrong_line_is_named(tokens_file: Path, line: str, message: str) -> None:
    tokens_file.write_text("\n".join([*ENTRIES, line]), encoding="utf-8")
    number = len(ENTRIES) + 1
    with pytest.raises(SettingError, match=f"tokens, line {number}: .*{message}") as caught:
        service(tokens_file)
    assert caught.value.hint


def test_a_token_that_stands_for_its_hash_is_not_printed(tokens_file: Path) -> None:
    secret = new_token()
    tokens_file.write_text(f"name write {secret}", encoding="utf-8")
    with pytest.raises(SettingError) as caught:
        service(tokens_file)
    assert secret not in caught.value.message + caught.value.hint


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"missing cannot be read"):
        service(tmp_path / "missing")
    with pytest.raises(SettingError, match=r"cannot be read"):
        service(tmp_path)
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingError, match=r"binary cannot be read"):
        service(binary)


def test_a_file_that_everybody_may_write_to_is_refused(tokens_file: Path) -> None:
    tokens_file.chmod(0o646)
    with pytest.raises(SettingError, match="Everybody may write to") as caught:
        service(tokens_file)
    assert caught.value.hint == f"chmod o-w {tokens_file}"


@pytest.mark.parametrize("token", ["has space", "żółć", "a\tb", "=a", 'quo"te'])
def test_a_token_that_no_client_can_send_is_refused(token: str) -> None:
    with pytest.raises(SettingError, match="CLUSTERATLAS_WRITE_TOKEN") as caught:
        service(token=token)
    assert token not in caught.value.message


def test_reads_that_nobody_could_make_are_refused(tmp_path: Path) -> None:
    writers = tmp_path / "writers"
    writers.write_text(token_line("writer", [WRITE], WRITER), encoding="utf-8")
    with pytest.raises(SettingError, match="nobody could read"):
        service(writers, closed=True)


def test_a_short_token_is_a_concern() -> None:
    assert ["22 characters" in one for one in concerns(Settings(write_token="short"))] == [True]
    assert list(concerns(Settings(write_token=new_token()))) == []
    assert list(concerns(Settings())) == []


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file may be looked at on every use."""
    monkeypatch.setattr(access, "_SECONDS_BETWEEN_LOOKS", 0.0)


def rewrite(path: Path, content: str) -> None:
    """Replaced by a new file, as editors and `token --append` do."""
    fresh = path.with_name("fresh")
    fresh.write_text(content, encoding="utf-8")
    fresh.replace(path)


@pytest.mark.usefixtures("no_waiting")
def test_a_token_that_is_taken_out_no_longer_counts(tokens_file: Path) -> None:
    access_ = service(tokens_file, MASTER)
    assert access_.permit(f"Bearer {CURATOR}", WRITE) == CURATOR_IDENTITY
    rewrite(tokens_file, token_line("new", [WRITE], "ca_new"))
    with pytest.raises(Unauthenticated):
        access_.permit(f"Bearer {CURATOR}", WRITE)
    assert access_.permit("Bearer ca_new", WRITE).name == "new"
    assert access_.permit(f"Bearer {MASTER}", WRITE) == SETTINGS_TOKEN


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("damage", ["wrong-line", "gone", "open-to-all"])
def test_a_file_that_became_bad_is_logged_once_and_the_old_one_holds(
    tokens_file: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    access_ = service(tokens_file)
    match damage:
        case "wrong-line":
            rewrite(tokens_file, "name write")
        case "gone":
            tokens_file.unlink()
        case _:
            tokens_file.chmod(0o666)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert access_.permit(f"Bearer {CURATOR}", WRITE) == CURATOR_IDENTITY
    assert len(caplog.records) == 1
    assert str(tokens_file) in caplog.text
    rewrite(tokens_file, token_line("new", [WRITE], "ca_new"))
    assert access_.permit("Bearer ca_new", WRITE).name == "new"


def test_the_file_is_not_looked_at_on_every_use(
    tokens_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    access_ = service(tokens_file)
    looks: list[Path] = []
    real = access._stamp
    monkeypatch.setattr(access, "_stamp", lambda path: looks.append(path) or real(path))
    for moment in (0.0, 0.4, 0.9, 1.1, 1.5, 2.2):
        monkeypatch.setattr(time, "monotonic", lambda moment=moment: now + moment)
        access_.permit(f"Bearer {CURATOR}", WRITE)
    assert looks == [tokens_file, tokens_file]


def test_a_new_token_is_long_random_and_can_be_sent(tmp_path: Path) -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {46}
    token = tokens.pop()
    file = tmp_path / "tokens"
    file.write_text(token_line("name", Scope, token), encoding="utf-8")
    assert token not in file.read_text(encoding="utf-8")
    assert service(file).permit(f"Bearer {token}", ADMIN).name == "name"


@pytest.mark.parametrize("name", ["", "a b", "a,b", "#a", "żółw", "-a", "a" * 65, "anonymous"])
def test_a_name_that_no_token_can_have(name: str) -> None:
    with pytest.raises(SettingError):
        token_line(name, [WRITE], "ca_x")


def test_the_line_in_the_documentation_is_one(tmp_path: Path) -> None:
    assert access.__doc__ is not None
    example = access.__doc__.rpartition("\n\n")[2]
    file = tmp_path / "tokens"
    file.write_text(example, encoding="utf-8")
    assert service(file).accepts_writes
