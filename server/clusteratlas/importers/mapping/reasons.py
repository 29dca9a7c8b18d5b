"""Why a value of a mapped list is set aside, and what was odd about one."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers.reasons import Reason

COLUMN_UNMAPPED: Final = Reason(
    "column-unmapped",
    "The mapping does not name this column: what stands in it was not taken. Add it, or say that "
    "it means “nothing”.",
    "Plik odwzorowania nie wymienia tej kolumny: jej zawartości nie wzięto. Należy ją dopisać albo "
    "podać, że oznacza „nothing”.",
)
VALUE_UNKNOWN: Final = Reason(
    "value-not-in-mapping",
    "The mapping's “values” do not say what this stands for: it was not taken. Add it there.",
    "W „values” pliku odwzorowania nie podano, co to oznacza: wartości nie wzięto. Należy ją tam "
    "dopisać.",
)
FUND_UNKNOWN: Final = Reason(
    "fund-unknown",
    "This is no fund that the atlas knows: say in the mapping's “values” which one it is.",
    "Atlas nie zna takiego funduszu: w „values” pliku odwzorowania trzeba podać, który to.",
)
PERIOD_UNKNOWN: Final = Reason(
    "funding-period-unreadable",
    "This is no programming period such as 2014-2020.",
    "To nie jest okres programowania taki jak 2014-2020.",
)
COUNTRY_UNKNOWN: Final = Reason(
    "country-name-unknown",
    "No country has this code or name.",
    "Żaden kraj nie ma takiego kodu ani nazwy.",
)
REGION_UNKNOWN: Final = Reason(
    "region-name-unknown",
    "No region of NUTS in that country has this name alone: no code could be given.",
    "Żaden region NUTS w tym kraju nie nosi jednoznacznie tej nazwy: nie można było podać kodu.",
)
NUTS_UNKNOWN: Final = Reason(
    "nuts-code-unknown",
    "No edition of NUTS that the atlas knows has this code.",
    "Żadne wydanie NUTS znane atlasowi nie ma takiego kodu.",
)
NUTS_FOREIGN: Final = Reason(
    "nuts-code-foreign",
    "The region is not in the country that the row gives: only the country was kept.",
    "Region nie leży w kraju podanym w wierszu: zachowano tylko kraj.",
)
NO_TITLE: Final = Reason(
    "project-without-title",
    "The row gives no title of a project, so nothing can be said of it.",
    "Wiersz nie podaje tytułu projektu, więc nic nie można o nim powiedzieć.",
)
NO_NAME: Final = Reason(
    "organisation-without-name",
    "The row gives no name of an organisation: what it says of one cannot be used.",
    "Wiersz nie podaje nazwy organizacji: tego, co o niej mówi, nie można wykorzystać.",
)
NO_CLUSTER: Final = Reason(
    "cluster-without-name",
    "The row gives no name of a cluster: what it says of one cannot be used.",
    "Wiersz nie podaje nazwy klastra: tego, co o nim mówi, nie można wykorzystać.",
)
NO_CURRENCY: Final = Reason(
    "amount-without-currency",
    "The amount has no currency that the atlas knows.",
    "Kwota nie ma waluty znanej atlasowi.",
)
NO_PARTICIPANT: Final = Reason(
    "amount-without-participant",
    "The amount is that of a participant whom the row does not name.",
    "Kwota dotyczy uczestnika, którego wiersz nie wymienia.",
)
NEGATIVE: Final = Reason(
    "amount-negative",
    "The amount is below zero, as where money was paid back.",
    "Kwota jest mniejsza od zera, jak przy zwrocie środków.",
)
ABOVE_TOTAL: Final = Reason(
    "amount-above-total",
    "The amount is greater than the total that the same row gives; both were kept as stated.",
    "Kwota jest większa niż całkowita wartość podana w tym samym wierszu; obie zachowano w "
    "brzmieniu źródła.",
)
RATE_OUT_OF_BOUNDS: Final = Reason(
    "rate-out-of-bounds",
    "The share is not between 0 and 100 percent.",
    "Udział nie mieści się między 0 a 100 procent.",
)
RATE_AMBIGUOUS: Final = Reason(
    "rate-ambiguous",
    "The share is 1 or less, and may be a percentage or a share of 1: say which with “factor” in "
    "the mapping (1 for percent, 100 for a share of 1).",
    "Udział nie przekracza 1 i może być procentem albo ułamkiem jedności: w pliku odwzorowania "
    "trzeba to podać przez „factor” (1 dla procentów, 100 dla ułamka).",
)
RATE_DIFFERS: Final = Reason(
    "rate-unlike-amount",
    "The EU contribution is not this share of the total that the row gives; it was kept as stated.",
    "Wkład UE nie odpowiada temu udziałowi w kwocie całkowitej z wiersza; zachowano go w brzmieniu "
    "źródła.",
)
CURRENCY_DIFFERS: Final = Reason(
    "currency-differs",
    "The currency beside the amount is not the one of the row: the one beside it was taken.",
    "Waluta podana przy kwocie jest inna niż waluta wiersza: przyjęto tę podaną przy kwocie.",
)
PARTS_UNLIKE: Final = Reason(
    "parts-unlike-names",
    "The cell has another number of values than there are organisations in the row: whose they are "
    "cannot be told.",
    "Komórka zawiera inną liczbę wartości, niż w wierszu jest organizacji: nie wiadomo, czyje one "
    "są.",
)
SEVERAL_PARTICIPANTS: Final = Reason(
    "amount-of-several",
    "The row names several organisations: whose amount this is cannot be told.",
    "Wiersz wymienia kilka organizacji: nie wiadomo, której dotyczy ta kwota.",
)
PARTICIPANT_AGAIN: Final = Reason(
    "participant-repeated",
    "An earlier row says the same of this organisation in this project: it is one part that it "
    "takes, which both rows tell of.",
    "Wcześniejszy wiersz mówi to samo o udziale tej organizacji w tym projekcie: to jeden udział, "
    "o którym mówią oba wiersze.",
)
AMOUNT_DIFFERS: Final = Reason(
    "amount-differs",
    "An earlier row gives the same project another amount of this kind: both were kept, and a sum "
    "counts both.",
    "Wcześniejszy wiersz podaje dla tego projektu inną kwotę tego rodzaju: zachowano obie i obie "
    "wchodzą do sum.",
)
MEMBER_AGAIN: Final = Reason(
    "member-repeated",
    "An earlier row names the same member of the same cluster: it is one membership, of which both "
    "rows tell.",
    "Wcześniejszy wiersz podaje tego samego członka tego samego klastra: to jedno członkostwo, o "
    "którym mówią oba wiersze.",
)
VAT_COUNTRY: Final = Reason(
    "vat-country-added",
    "The VAT number has no letters of a country: those of the organisation's were added.",
    "Numer VAT nie ma liter kraju: dodano litery kraju organizacji.",
)
POSTCODE_ZERO: Final = Reason(
    "postcode-zero-restored",
    "The postcode is a digit short, as where a spreadsheet took it for a number: the zero in front "
    "was restored.",
    "Kod pocztowy jest o cyfrę za krótki, jak wtedy, gdy arkusz uznał go za liczbę: przywrócono "
    "zero z przodu.",
)
END_BEFORE_START: Final = Reason(
    "end-before-start",
    "The end is before the start: the start was kept, the end was not.",
    "Koniec jest przed początkiem: początek zachowano, a końca nie.",
)
PERIOD_DIFFERS: Final = Reason(
    "project-period-differs",
    "An earlier row gives the same project other dates, or none: what it gives was kept.",
    "Wcześniejszy wiersz podaje dla tego projektu inne daty albo żadnych: zachowano tamte.",
)
TITLE_DIFFERS: Final = Reason(
    "project-title-differs",
    "An earlier row gives the same project another title: this one was kept as another name.",
    "Wcześniejszy wiersz podaje dla tego projektu inny tytuł: ten zachowano jako inną nazwę.",
)
ROW_REPEATED: Final = Reason(
    "row-repeated",
    "An earlier row names the same project with the same organisation; it was read as one more of "
    "them, since nothing says that it is the same.",
    "Wcześniejszy wiersz podaje ten sam projekt z tą samą organizacją; odczytano go jako kolejny, "
    "bo nic nie mówi, że to ten sam.",
)
IDENTIFIER_MALFORMED: Final = Reason(
    "identifier-malformed",
    "This has not the form of such an identifier: it was not taken.",
    "To nie ma postaci takiego identyfikatora: nie wzięto go.",
)
ADDRESS_MALFORMED: Final = Reason(
    "address-malformed", "This is no web address.", "To nie jest adres internetowy."
)
POINT_MALFORMED: Final = Reason(
    "point-out-of-bounds",
    "This is no point on the globe: degrees north from -90 to 90, degrees east from -180 to 180.",
    "To nie jest punkt na globie: stopnie szerokości od -90 do 90, długości od -180 do 180.",
)
CLUSTER_ADDRESS: Final = Reason(
    "cluster-address-malformed",
    "This is no address of a cluster of the atlas.",
    "To nie jest adres klastra w atlasie.",
)
TOTALS: Final = Reason(
    "row-of-totals",
    "The row sums up the others: it is none of them.",
    "Wiersz podsumowuje pozostałe i sam nie jest danymi.",
)
REMARK: Final = Reason(
    "row-of-one-cell",
    "Only one cell of the row is filled, as in a remark above or below the data.",
    "W wierszu wypełniona jest tylko jedna komórka, jak w uwadze nad danymi lub pod nimi.",
)
EXTRACT_NOTHING: Final = Reason(
    "extract-nothing",
    "What the mapping is to extract from the cell is not in it: nothing was taken.",
    "W komórce nie ma tego, co plik odwzorowania każe z niej wyjąć: niczego nie wzięto.",
)
COMMENT_ROW: Final = Reason(
    "row-of-comments",
    "The mapping says that this row holds no data.",
    "Plik odwzorowania mówi, że ten wiersz nie zawiera danych.",
)
NESTED: Final = Reason(
    "value-nested",
    "The value is a structure of its own, not a text or number.",
    "Wartość jest osobną strukturą, a nie tekstem ani liczbą.",
)
NO_RECORD: Final = Reason(
    "record-unreadable",
    "This is no record with named values.",
    "To nie jest rekord z nazwanymi wartościami.",
)
