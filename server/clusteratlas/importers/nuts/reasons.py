"""What may be the matter with an area of a file of borders."""

from __future__ import annotations

from clusteratlas.importers.reasons import Reason

CONVERTED = Reason(
    "coordinates-converted",
    "The coordinates of the file are metres: they were turned into degrees of longitude and "
    "latitude.",
    "Współrzędne w pliku są w metrach: przeliczono je na stopnie długości i szerokości "
    "geograficznej.",
)
MENDED = Reason(
    "border-mended",
    "The border crosses or touches itself: it was mended.",
    "Granica przecina samą siebie lub się ze sobą styka: poprawiono ją.",
)
NO_AREA = Reason(
    "no-area",
    "The geometry is no area: take the file of regions (RG), not of lines or points.",
    "Geometria nie jest obszarem: należy użyć pliku regionów (RG), a nie linii lub punktów.",
)
NO_CODE = Reason(
    "no-nuts-code",
    "The feature has no NUTS code in NUTS_ID: give one, such as PL213.",
    "Obiekt nie ma kodu NUTS w NUTS_ID: należy go podać, na przykład PL213.",
)
OTHER_EDITION = Reason(
    "other-edition",
    "The classification does not have the code in this edition: it was added from this file.",
    "Klasyfikacja nie ma tego kodu w tej wersji: dodano go na podstawie pliku.",
)
TWICE = Reason(
    "border-twice",
    "Another area of this code and edition was read before: give one file for each edition.",
    "Obszar o tym kodzie i wersji już odczytano: należy podać jeden plik dla każdej wersji.",
)
