"""Towns under their names in several languages, and the adjectives made of them.

Only what letters do not show is listed: Cracow is Kraków, and so is what is krakowski; that
Berliner is of Berlin is seen from the word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from clusteratlas.identity.spelling import folded, sounded

# The name used here, and beginnings of words that mean it.
_TOWNS: Final = """
    aachen: aachen aken aix-la
    antwerp: antwerp antverp anvers
    athens: athen athin
    basel: basel bale basil
    belgrade: belgrad beograd
    berne: bern
    bialystok: bialysto
    bologna: bologn
    bratislava: bratislav presburg
    brno: brno brnen brunn
    bruges: brugge bruges
    brussels: brussel bruxel bruksel
    bucharest: bucharest bucurest bukareszt
    budapest: budapest
    bydgoszcz: bydgosk bydgosc
    cologne: cologne koln
    copenhagen: copenhag kobenhav kopenhag kobnhav
    czestochowa: czestochow
    dublin: dublin atha
    florence: florence firenz fiorent floren
    frankfurt: frankfurt
    gdansk: gdansk danzig
    geneva: genev genf geneve ginevra
    genoa: genoa genova genoves
    ghent: ghent gent gand
    gothenburg: gothenb goteborg
    graz: graz
    hague: hague haag
    helsinki: helsin helsing
    heraklion: heraklion irakleio irakl
    jyvaskyla: jyvaskyl
    katowice: katowic
    krakow: krakow cracow krakau cracov
    leuven: leuven louvain
    lisbon: lisbo lissabon lizbon
    ljubljana: ljublj lublan laibach
    lodz: lodz
    lublin: lublin lubel
    lviv: lviv lwow lvov
    maribor: maribor
    milan: milan
    munich: munich munchen monac
    naples: naple napol neapol
    nicosia: nicosia lefkos
    nuremberg: nurember nurnber
    olsztyn: olszty
    opole: opol
    oslo: oslo
    padua: padua padov
    piraeus: piraeus peirai pirai
    plovdiv: plovdiv
    porto: porto oporto
    poznan: poznan posen
    prague: pragu prah praga prazsk prag
    riga: riga rigas
    rome: rome roma rzym
    rzeszow: rzesz
    seville: sevill
    silesia: slask silesia schlesi slezsk
    sofia: sofia sofiy sofij sofi
    stockholm: stockhol sztokhol
    strasbourg: strasb strassb
    szczecin: szczeci stettin
    tallinn: tallin
    tampere: tamper
    tartu: tartu
    thessaloniki: thessalon salonik aristoteleio
    torun: torun
    trento: trent trient
    turin: turin torin turyn
    turku: turku turun
    uppsala: upsal uppsal
    utrecht: utrecht
    venice: venic venez veneci
    vienna: vienna wien wieden
    vilnius: vilni wilno wilen
    warsaw: warsaw warszaw warschau varsov
    wroclaw: wroclaw breslau
    zagreb: zagreb
    zielona-gora: zielonogor
    zurich: zurich zuric
    crete: crete krit kritis
    sardinia: sardin sardegn
    sicily: sicil
    lombardy: lombard
    piedmont: piedmont piemont
    bavaria: bavaria bayer bayern bavar
    saxony: saxon sachsen saechs sachs
    catalonia: catalon catalun katalon
    andalusia: andalu
    malopolska: malopol
    pomerania: pomorsk pomeran pomorz pommern
    mazovia: mazov mazowsz mazowiec
    flanders: flander vlaam vlaand flamand
    wallonia: wallon walon
    brittany: brittan bretagn breton
    normandy: norman
    burgundy: burgund bourgog
    alsace: alsac alzac elsass
    carinthia: carinth karnten
    styria: styri steier
    tyrol: tyrol tirol
    lapland: lapland lapin lappi
    skane: skane scania
    saint: sanct
    paul: paul pawel pawla pauls
    john: john jana johannes giovanni
    mary: mary marii maria marie
    nicholas: nicolaus nikolaus mikolaj nicholas
    stanislas: stanisla
"""

# Persons that universities are named for, likewise: each tells more than a town.
_PERSONS: Final = """
    jagiellon: jagiellon jagello
    copernicus: copernic kopernik
    charles: charles karlov karola
    masaryk: masaryk
    comenius: comeni komensk
    aristotle: aristot
    kapodistrias: kapodistr kapodestr
    leopold-francis: leopold
    corvinus: corvin
    casimir: kazimierz casimir
"""


def _beginnings(table: str) -> dict[str, str]:
    rows = (row.split(":") for row in table.strip().splitlines())
    return {
        sounded(beginning): sounded(name.strip().replace("-", ""))
        for name, beginnings in rows
        for beginning in beginnings.split()
    }


_PLACES: Final = _beginnings(_TOWNS)
_BEGINNINGS: Final = {**_beginnings(_PERSONS), **_PLACES}
_LONGEST: Final = max(map(len, _BEGINNINGS))
_SHORTEST: Final = min(map(len, _BEGINNINGS))
_MOST_ENDING: Final = 6
"""Letters that an inflected or derived word has more than the beginning."""


@lru_cache(maxsize=1 << 18)
def place_or_word(word: str) -> str:
    """A sounded word under the name that is used here; itself where it is none of the list."""
    for length in range(min(_LONGEST, len(word)), _SHORTEST - 1, -1):
        if len(word) - length > _MOST_ENDING:
            break
        name = _BEGINNINGS.get(word[:length])
        # Short beginnings are whole words, or nearly: Bern, but not Bernard.
        if name is not None and (length > 4 or len(word) - length <= 1):
            return name
    return word


def is_known_place(word: str) -> bool:
    """Whether a compared word is one of the listed names."""
    return word in _NAMES


@lru_cache(maxsize=1 << 16)
def locality(text: str) -> str:
    """A locality as it is compared: without districts' numbers (`Paris Cedex 05`, `1010 Wien`)."""
    words = [word for word in folded(text).split() if not word.isdigit()]
    if "cedex" in words:
        words = words[: words.index("cedex")]
    if len(words) > 1 and len(words[-1]) == 1:
        words = words[:-1]  # Aarhus C
    return " ".join(place_or_word(sounded(word)) for word in words)


_NAMES: Final = frozenset(_PLACES.values())
