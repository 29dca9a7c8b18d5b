"""What was odd in CORDIS's tables, and why a row of theirs is set aside."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers.reasons import Reason

COLUMN_UNREAD: Final = Reason(
    "column-not-read",
    "The atlas has no place for this column: it was not read.",
    "Atlas nie ma miejsca na tę kolumnę: nie odczytano jej.",
)
FILE_NOT_READ: Final = Reason(
    "file-not-read",
    "The archive or workbook holds this beside CORDIS's tables; it is none of them, and was not "
    "read.",
    "Archiwum lub skoroszyt zawiera to obok tabel CORDIS; nie jest to żadna z nich i nie zostało "
    "odczytane.",
)
TABLE_NOT_IMPORTED: Final = Reason(
    "table-not-imported",
    "The table is none of those that the atlas takes in: it holds publications, reports, images, "
    "shares of policies or figures computed from the lists.",
    "Tabela nie należy do tych, które atlas przyjmuje: zawiera publikacje, sprawozdania, obrazy, "
    "udziały polityk lub liczby obliczone na podstawie list.",
)
ROW_REPEATED: Final = Reason(
    "row-repeated",
    "The row says again what an earlier one says: it was kept once.",
    "Wiersz powtarza wcześniejszy: zachowano go raz.",
)
PROJECT_UNNAMED: Final = Reason(
    "project-unnamed",
    "The row does not say which project it is about.",
    "Wiersz nie podaje, którego projektu dotyczy.",
)
PROJECT_UNKNOWN: Final = Reason(
    "project-unknown",
    "The project is in none of the files that list projects or their participants: import those "
    "together with this one.",
    "Projektu nie ma w żadnym z plików z projektami lub uczestnikami: trzeba zaimportować je razem "
    "z tym plikiem.",
)
PROJECT_NOT_LISTED: Final = Reason(
    "project-not-listed",
    "The project is not in a list of projects: it was made from its number and acronym, and has no "
    "title, period or programme.",
    "Projektu nie ma na liście projektów: utworzono go z numeru i akronimu, bez tytułu, okresu i "
    "programu.",
)
PROJECT_DIFFERS: Final = Reason(
    "project-differs",
    "An earlier row has the same project number but says something else: the earlier row was kept.",
    "Wcześniejszy wiersz ma ten sam numer projektu, ale mówi co innego: zachowano wcześniejszy.",
)
PROJECT_NUMBER_TWICE: Final = Reason(
    "project-number-twice",
    "Two records (RCN) have one grant agreement number: both were kept, each by itself.",
    "Dwa rekordy (RCN) mają jeden numer umowy o dotację: zachowano oba, każdy osobno.",
)
NAME_MISSING: Final = Reason(
    "name-missing",
    "There is no name: the thing is named by its number.",
    "Brak nazwy: obiekt nazwano jego numerem.",
)
PERIOD_REVERSED: Final = Reason(
    "period-reversed",
    "The project ends before it begins: the end was left out.",
    "Projekt kończy się przed rozpoczęciem: koniec pominięto.",
)
STATUS_UNKNOWN: Final = Reason(
    "status-unknown",
    "This status of a project is not known to the atlas.",
    "Atlas nie zna takiego stanu projektu.",
)
ROLE_UNKNOWN: Final = Reason(
    "role-unknown",
    "The role is missing or not known to the atlas: it was read as that of a participant.",
    "Brak roli lub atlas jej nie zna: przyjęto rolę uczestnika.",
)
ROLE_FROM_NAME: Final = Reason(
    "role-from-name",
    "The table gives no roles: who coordinates was found by the coordinator's name in the list of "
    "projects, the others count as participants.",
    "Tabela nie podaje ról: koordynatora ustalono po nazwie na liście projektów, pozostali są "
    "uczestnikami.",
)
PARTICIPANTS_BY_NAME: Final = Reason(
    "participants-by-name",
    "No list of participants was given: they were read by name from the list of projects, which "
    "does not say in which country each of them is, but for the coordinator. Import the list of "
    "organisations together with it.",
    "Nie podano listy uczestników: odczytano ich po nazwie z listy projektów, która poza "
    "koordynatorem nie mówi, w jakim kraju jest każdy z nich. Warto zaimportować razem z nią listę "
    "organizacji.",
)
COORDINATOR_NOT_FOUND: Final = Reason(
    "coordinator-not-found",
    "No participant of the project has the coordinator's name: the project has no coordinator in "
    "the atlas.",
    "Żaden uczestnik projektu nie nosi nazwy koordynatora: w atlasie projekt nie ma koordynatora.",
)
PARTICIPATION_AGAIN: Final = Reason(
    "participation-again",
    "The organisation stands in the project more than once, in other words: each row is a "
    "participation of its own.",
    "Organizacja występuje w projekcie więcej niż raz, z innymi danymi: każdy wiersz to osobne "
    "uczestnictwo.",
)
AMOUNT_NEGATIVE: Final = Reason(
    "amount-negative", "The amount is below zero.", "Kwota jest mniejsza od zera."
)
ORGANISATION_UNKNOWN: Final = Reason(
    "organisation-unknown",
    "The organisation is not in the list of organisations.",
    "Organizacji nie ma na liście organizacji.",
)
ORGANISATION_UNNAMED: Final = Reason(
    "organisation-unnamed",
    "The row gives neither a number nor a name of the organisation.",
    "Wiersz nie podaje ani numeru, ani nazwy organizacji.",
)
NO_PIC: Final = Reason(
    "organisation-without-pic",
    "The organisation's number is no PIC (nine digits), or is missing: it was kept as the source's "
    "own.",
    "Numer organizacji nie jest numerem PIC (dziewięć cyfr) albo go brak: zachowano go jako własny "
    "numer źródła.",
)
NUMBER_AS_FLOAT: Final = Reason(
    "number-as-float",
    "A program wrote the number as a decimal (“.0”): the ending was left out.",
    "Program zapisał numer jako ułamek („.0”): końcówkę pominięto.",
)
NUMBER_QUOTED: Final = Reason(
    "number-quoted",
    "Quotes stand beside the number; they were left out.",
    "Przy numerze stoją cudzysłowy; pominięto je.",
)
COUNTRY_DIFFERS: Final = Reason(
    "organisation-country-differs",
    "The organisation stands in another country elsewhere in the files: it was kept as a record of "
    "its own, so that sums by country stay true.",
    "W innym miejscu plików organizacja jest w innym kraju: zachowano ją jako osobny zapis, aby "
    "sumy według krajów były prawdziwe.",
)
COUNTRY_MISSING: Final = Reason(
    "organisation-country-missing",
    "The row gives no country for the organisation.",
    "Wiersz nie podaje kraju organizacji.",
)
FACT_DIFFERS: Final = Reason(
    "organisation-differs",
    "Another row says something else of the same organisation: what came first was kept.",
    "Inny wiersz mówi o tej samej organizacji co innego: zachowano to, co było pierwsze.",
)
VAT_DIFFERS: Final = Reason(
    "organisation-vat-differs",
    "Another row gives the same organisation another VAT number: both were kept.",
    "Inny wiersz podaje dla tej samej organizacji inny numer VAT: zachowano oba.",
)
KIND_UNKNOWN: Final = Reason(
    "organisation-kind-unknown",
    "This type of organisation is not known to the atlas.",
    "Atlas nie zna takiego rodzaju organizacji.",
)
POINT_UNUSABLE: Final = Reason(
    "point-unusable",
    "These are not a latitude and a longitude in degrees.",
    "To nie są szerokość i długość geograficzna w stopniach.",
)
ADDRESS_UNUSABLE: Final = Reason(
    "web-address-unusable", "This is not a web address.", "To nie jest adres internetowy."
)
ADDRESS_COMPLETED: Final = Reason(
    "web-address-completed",
    "The web address lacks its beginning: “http://” was put in front.",
    "Adres internetowy nie ma początku: dodano „http://”.",
)
NUTS_UNKNOWN: Final = Reason(
    "nuts-unknown",
    "No edition of NUTS that the atlas knows has this code.",
    "Żadna znana atlasowi wersja NUTS nie zawiera tego kodu.",
)
NUTS_COUNTRY_ONLY: Final = Reason(
    "nuts-country-only",
    "The NUTS code is that of a whole country.",
    "Kod NUTS oznacza cały kraj.",
)
NUTS_FOREIGN: Final = Reason(
    "nuts-of-another-country",
    "The NUTS code lies in another country than the address: it was left out.",
    "Kod NUTS leży w innym kraju niż adres: pominięto go.",
)
NUTS_OLD: Final = Reason(
    "nuts-of-older-edition",
    "The code is of an older edition of NUTS than the latest.",
    "Kod pochodzi ze starszej wersji NUTS niż najnowsza.",
)
SUBJECT_UNUSABLE: Final = Reason(
    "subject-unusable",
    "This is not a path of EuroSciVoc codes, such as /23/43/251.",
    "To nie jest ścieżka kodów EuroSciVoc, taka jak /23/43/251.",
)
TITLE_QUOTED: Final = Reason(
    "title-quoted",
    "The whole title stands in quotes; they were left out.",
    "Cały tytuł stoi w cudzysłowie; cudzysłów pominięto.",
)
CODE_MISSING: Final = Reason("code-missing", "The row gives no code.", "Wiersz nie podaje kodu.")
