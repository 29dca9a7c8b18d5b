"""What versions hold and what changed them, as `build`, `info` and `log` tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tabulate import tabulate

from clusteratlas.dataset.history import Change
from clusteratlas.dataset.imports.kept import KeptImport
from clusteratlas.dataset.manifest import Manifest
from clusteratlas.languages import ENGLISH, POLISH
from clusteratlas.terms import PREFIXES, shorten

_WORDS: Mapping[str, Mapping[str, str]] = {
    ENGLISH: {
        "version": "Version",
        "built": "Built (UTC)",
        "triples": "Triples",
        "graph": "Graph",
        "graphs": "Graphs",
        "class": "Class",
        "classes": "Classes",
        "things": "Things",
        "when": "When (UTC)",
        "who": "Who",
        "what": "What",
        "added": "Added",
        "removed": "Removed",
        "init": "made",
        "build": "built",
        "write": "written",
        "undo": "undone",
        "import": "imported",
        "removal": "import removed",
        "imported": "Imported (UTC)",
        "importer": "Importer",
        "rows": "Rows",
        "set_aside": "Set aside",
        "files": "Files",
        "edited": "written to since",
        "Violation": "Violations",
        "Warning": "Warnings",
        "Info": "Notes",
        "look": "`clusteratlas validate` shows them.",
    },
    POLISH: {
        "version": "Wersja",
        "built": "Zbudowana (UTC)",
        "triples": "Trójki",
        "graph": "Graf",
        "graphs": "Grafy",
        "class": "Klasa",
        "classes": "Klasy",
        "things": "Rzeczy",
        "when": "Kiedy (UTC)",
        "who": "Kto",
        "what": "Co",
        "added": "Dodano",
        "removed": "Usunięto",
        "init": "utworzono",
        "build": "zbudowano",
        "write": "zapisano",
        "undo": "cofnięto",
        "import": "zaimportowano",
        "removal": "usunięto import",
        "imported": "Zaimportowano (UTC)",
        "importer": "Importer",
        "rows": "Wiersze",
        "set_aside": "Odłożone",
        "files": "Pliki",
        "edited": "potem zmieniany",
        "Violation": "Błędy",
        "Warning": "Ostrzeżenia",
        "Info": "Uwagi",
        "look": "Pokazuje je `clusteratlas validate`.",
    },
}


def build_summary(manifest: Manifest, language: str) -> str:
    """A version that was just built: its id, and what it holds by graph and by class."""
    words = _WORDS[language]
    lines = [f"{words['version']}: {manifest.id}", "", contents_tables(manifest, language)]
    found = [f"{words[name]}: {count}." for name, count in manifest.findings.items() if count]
    if found:
        lines += ["", " ".join([*found, words["look"]])]
    return "\n".join(lines)


def contents_tables(manifest: Manifest, language: str) -> str:
    """What a version holds by graph and by class, each thing and triple counted once."""
    words = _WORDS[language]
    classes = _counts((words["class"], words["things"]), _classes_of_things(manifest.classes))
    return graphs_tables(manifest.triples, manifest.graphs, language) + "\n\n" + classes


def graphs_tables(triples: int, graphs: Mapping[str, int], language: str) -> str:
    """How many triples are in the default graph, and in each named graph."""
    words = _WORDS[language]
    total = f"{words['triples']}: {triples}"
    named = _counts((words["graph"], words["triples"]), graphs)
    return f"{total}\n\n{named}" if graphs else total


def versions_table(manifests: Iterable[Manifest], current: str, language: str) -> str:
    """The versions that a store keeps, the newest first, the current one marked."""
    words = _WORDS[language]
    rows = [
        (
            "*" if manifest.id == current else "",
            manifest.id,
            manifest.created[:19].replace("T", " "),
            manifest.triples,
            len(manifest.graphs),
            len(manifest.classes),
        )
        for manifest in manifests
    ]
    headers = ("", *(words[name] for name in ("version", "built", "triples", "graphs", "classes")))
    return _table(headers, rows)


def imports_table(imports: Iterable[KeptImport], language: str) -> str:
    """What was imported: into which graph, when, by what, from which files, how many rows."""
    words = _WORDS[language]
    rows = [
        (
            shorten(kept.graph) + (f" ({words['edited']})" if kept.is_edited else ""),
            kept.imported[:19].replace("T", " "),
            kept.importer,
            sum(kept.rows.values()),
            sum(kept.set_aside.values()),
            ", ".join(kept.files),
        )
        for kept in imports
    ]
    names = ("graph", "imported", "importer", "rows", "set_aside", "files")
    return _table([words[name] for name in names], rows)


def changes_table(changes: Iterable[Change], language: str) -> str:
    """What was changed in a store, by whom and when, in the order given."""
    words = _WORDS[language]
    rows = [
        (
            change.version,
            change.created[:19].replace("T", " "),
            change.author,
            _deed(change, words),
            change.added,
            change.removed,
        )
        for change in changes
    ]
    names = ("version", "when", "who", "what", "added", "removed")
    return _table([words[name] for name in names], rows)


def _deed(change: Change, words: Mapping[str, str]) -> str:
    """What was done and to what: the version that was undone, the graph that was imported."""
    about = shorten(change.graph) if change.graph else ""
    return " ".join(filter(None, (words[action_of(change)], change.undoes, about)))


def action_of(change: Change) -> str:
    """What made a version, in one word for programs: an import and its removal are two."""
    return "removal" if change.removes_import else change.action.value


def _classes_of_things(classes: Mapping[str, int]) -> Mapping[str, int]:
    """Without the classes that an ontology is made of: they count nothing of the atlas."""
    machinery = (PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["rdf"])
    return {iri: count for iri, count in classes.items() if not iri.startswith(machinery)}


def _counts(headers: tuple[str, str], counts: Mapping[str, int]) -> str:
    greatest_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return _table(headers, [(shorten(iri), count) for iri, count in greatest_first])


def _table(headers: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    return tabulate(rows, headers=headers, tablefmt="simple")
