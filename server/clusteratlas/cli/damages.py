"""What is wrong with a store, and how to mend it, as `verify` tells it."""

from __future__ import annotations

from collections.abc import Mapping

from clusteratlas.dataset.damage import Damage, DamageKind
from clusteratlas.languages import ENGLISH, POLISH

_RESTORE = {
    ENGLISH: "Restore a backup into an empty folder: clusteratlas restore FILE --store DIR",
    POLISH: "Odtwórz kopię w pustym katalogu: clusteratlas restore PLIK --store KATALOG",
}
_REMADE = {
    ENGLISH: "Restore a backup into an empty folder or, if this is the atlas, build it again. "
    "An older version may stay as it is: nothing else is made from it.",
    POLISH: "Odtwórz kopię w pustym katalogu albo, jeśli to atlas, zbuduj go na nowo. "
    "Starsza wersja może zostać, jaka jest: nic innego z niej nie powstaje.",
}
_DERIVED = {
    ENGLISH: "Build the atlas again, or write the source graph that states it once more.",
    POLISH: "Zbuduj atlas na nowo albo zapisz jeszcze raz graf źródłowy, który to podaje.",
}
_RECORDED = {
    ENGLISH: "The data are not affected. Restore a backup if the history matters.",
    POLISH: "Danych to nie dotyczy. Jeśli historia jest ważna, odtwórz kopię.",
}
_IMPORTED = {
    ENGLISH: "Import its files once more with --again, or restore a backup. The data are not "
    "affected until the next build.",
    POLISH: "Zaimportuj jego pliki jeszcze raz z opcją --again albo odtwórz kopię. Do następnego "
    "budowania danych to nie dotyczy.",
}
_OTHER_BACKUP = {
    ENGLISH: "Use another backup.",
    POLISH: "Użyj innej kopii.",
}
_TEXTS: Mapping[DamageKind, tuple[Mapping[str, str], Mapping[str, str]]] = {
    DamageKind.ARCHIVE: (
        {ENGLISH: "{reason}", POLISH: "Kopia jest uszkodzona: {reason}"},
        _OTHER_BACKUP,
    ),
    DamageKind.STORE: (
        {
            ENGLISH: "Which version is current cannot be told. {reason}",
            POLISH: "Nie wiadomo, która wersja jest bieżąca. {reason}",
        },
        _RESTORE,
    ),
    DamageKind.MANIFEST: (
        {
            ENGLISH: "The version's description cannot be read. {reason}",
            POLISH: "Nie można odczytać opisu wersji. {reason}",
        },
        _REMADE,
    ),
    DamageKind.OTHER_MANIFEST: (
        {
            ENGLISH: "This describes another version, {found}.",
            POLISH: "To opis innej wersji: {found}.",
        },
        _REMADE,
    ),
    DamageKind.DATA: (
        {
            ENGLISH: "The data cannot be read to their end. {reason}",
            POLISH: "Danych nie można odczytać do końca. {reason}",
        },
        _REMADE,
    ),
    DamageKind.COUNT: (
        {
            ENGLISH: "Of {what} there should be {said}, and there are {found}.",
            POLISH: "Dla {what} powinno być {said}, a jest {found}.",
        },
        _REMADE,
    ),
    DamageKind.INDEX: (
        {
            ENGLISH: "The index of {index} holds {found} quads instead of {all}.",
            POLISH: "Indeks „{index}” ma {found} czwórek zamiast {all}.",
        },
        _REMADE,
    ),
    DamageKind.MISSING: (
        {
            ENGLISH: "The default graph lacks what source graphs state. "
            "Triples: {count}, such as {example}",
            POLISH: "W grafie domyślnym brakuje tego, co podają grafy źródłowe. "
            "Trójki: {count}, na przykład {example}",
        },
        _DERIVED,
    ),
    DamageKind.UNFOUNDED: (
        {
            ENGLISH: "The default graph says what no source graph states. "
            "Triples: {count}, such as {example}",
            POLISH: "Graf domyślny mówi coś, czego nie podaje żaden graf źródłowy. "
            "Trójki: {count}, na przykład {example}",
        },
        _DERIVED,
    ),
    DamageKind.IDENTITY: (
        {
            ENGLISH: "The default graph cannot be derived. {reason}",
            POLISH: "Nie można wyprowadzić grafu domyślnego. {reason}",
        },
        _DERIVED,
    ),
    DamageKind.IMPORT: (
        {
            ENGLISH: "What was imported cannot be used any more. {reason}",
            POLISH: "Z tego, co zaimportowano, nie można już korzystać. {reason}",
        },
        _IMPORTED,
    ),
    DamageKind.RECORD: (
        {
            ENGLISH: "The history breaks off here. {reason}",
            POLISH: "Historia urywa się w tym miejscu. {reason}",
        },
        _RECORDED,
    ),
    DamageKind.OTHER_RECORD: (
        {
            ENGLISH: "The record does not say what changed since {before}.",
            POLISH: "Zapis nie podaje tego, co zmieniło się od wersji {before}.",
        },
        _RECORDED,
    ),
}
_MEND = {ENGLISH: "to mend it", POLISH: "jak naprawić"}


def damage_text(damage: Damage, language: str) -> str:
    """Where the damage is, what it is, and how to mend it."""
    what, mend = _TEXTS[damage.kind]
    told = what[language].format(**damage.details)
    return f"{damage.path}\n  {told}\n  {_MEND[language]}: {mend[language]}"
