"""Words that organisations share, in the languages of Europe, and what they mean.

Two names in different languages are compared by what their common words mean; what is proper to
them is compared by its letters. A word that ends in `*` stands for all that begin so, since most of
these languages inflect.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MEANINGS: Final = {
    # What an organisation is. One that bears such a word is not the one that bears it not.
    "university": """universit* uniwersyt* univerzit* universid* univerza* sveucilist* yliopist*
        ulikool* panepist* egyetem* unibertsitat* prifysgol* ollscoil* uceni ghent-univ univ uni
        universytet* univerzitet* univerziteta haskoli* haskolin*""",
    "technical": """techni* tekni* technolog* tecnolog* teknolog* tehnolog* tehni* tecni* tech
        muszaki* technik*""",
    "college": """hochschul* hogskol* hogeschool* hojskol* fachhochschul* college* colleg* kolleg*
        ammattikorkeakoul* professionshoj* haute uczelni* hojskole* vysoka""",
    "institute": """institu* instytut* ustav* intezet* inst tutkimuskesk* ivrym* zavod zavodu
        instit*""",
    "school": """school* schul* skol* scuol* escuel* escol* ecol* szkol* iskol* skola* koul* sholi*
        ysgol lyceum liceum gymnasium gimnazj* lycee liceo""",
    "academy": "academ* akadem* accadem* akatemi*",
    "hospital": """hospital* hopital* hopitau* ospedal* szpital* spital* klinik* clinic clinica*
        clinics clinico clinique* krankenh* sjukhus* sykehus* sygehus* sairaal* nemocnic* korhaz*
        bolnic* nosokom* chu chru asst ziekenh* slimnic* ligonin* haigla* hospices
        azienda-ospedaliera medical-center poliklin* universitatsklin* uniklinik*""",
    "foundation": """foundation* fundac* fondati* fondazi* stiftel* stiftun* stichti* fundati*
        saatio nadac* alapitvan* idryma sihtasut* fundusz* zaklada fonds fondas""",
    "association": """associat* asociac* asocijac* associac* associaz* stowarzysz* verband* forbund*
        foreni* forenin* vereniging* zwiazek zwiazk* sdruzen* zdruzen* udruzen* drustvo egyesul*
        szovets* somateio syndesm* liitto yhdisty* verbund* federat* federac* federaz* union unions
        unia biedrib* asociaci* liit towarzyst* society* societe societa* tovarist*""",
    "park": "park parks parku parken parque* parc parco puisto* technopark*",
    "incubator": "incubat* inkubat* hautomo* accelerator* akcelerat*",
    "faculty": "facult* fakult* facolt* wydzial* tiedekun* faculdad*",
    "department": """depart* abteilung* dipartim* avdelning* oddzial* oddelen* dept division*
        katedr* filial* branch* delegatur* zaklad zakladu niederlassung* sucursal""",
    "collegium": "collegium*",
    "press": "press* verlag* presses wydawnic*",
    "library": "librar* bibliot* bibliothek* knihovn* kirjast* konyvtar*",
    "museum": "muse* muze* mouseio*",
    "theatre": "theat* teatr* divadl* teatteri*",
    "church": "church* kirch* kosciol* parafi* parish* kyrk* diecez* dioces*",
    "union": "student* studen*",
    "holding": "holding* beteiligung* investment* invest",
    "venture": "ventur* enterprises spinoff",
    "services": "servic* uslug* dienst* dienstleist* serviz* tjanst*",
    "chamber": "chamber* handelskamm* chambre* camara* camera izba kamra* komor* kammar*",
    "ministry": "minist* departement*",
    "municipality": """municip* gmina gminy gmine gminn* kommun* gemeind* comun* ayuntam* kunta
        kunnan dimos obec obci obstina* commune* opcin* obcina linn vald* pasvaldib* savivaldyb*
        primari* onkormanyz* gemeente*""",
    "city": """city miasto miasta miastu stadt* stad stadsforvalt* mairie ville cidade grada mesto m
        st ciudad linna""",
    "county": """powiat* county* landkreis* kreis lansstyr* provinc* provinz* diputac* megye* okres*
        zupani* lan lans""",
    "region": """region* regio wojewodzt* wojewod* voivodes* maakunt* kraj kraje perifer* autonom*
        landes*""",
    "office": "urzad* urzed* office* buro* ured* urad* kantor* amt virasto",
    "labour": "pracy labour* employm* arbeits* trabajo",
    "government": "government* govern* regier* rzad rzadu gobiern* samorzad*",
    "agency": "agenc* agent* agenzi* agencj* agens* virast* ugynoks*",
    "council": "council* rada rady consiglio* consejo* conseil* consel* rat raad",
    "police": "police* policj* poliz* polis*",
    "consortium": "consorti* konsorc* konsort*",
    "cluster": "cluster* klaster* klastr* kluster* klustr* grozd* klaszter* pole poles",
    "centre": """centre* centro* centrum* centru centra center* zentru* zentral* centar* kozpont*
        keskus* kesku* osrod* kentr* tsent* cent ctr senter* kjerne stredisk* centras""",
    "laboratory": "laborat* labor lab labs",
    "network": "network* netzwer* siec sieci reseau* red rete nettverk* natverk*",
    "group": "group groups groupe grup* gruppe* grouppe ryhma*",
    # What it does, and how it is called besides; such a word alone tells little.
    "medical": "medic* medyc* medizin* medici* lekarsk* laaket* iatrik* orvos* medecin*",
    "agricultural": """agric* agrar* rolnic* agrono* landwirt* lantbruk* landbrug* landbouw*
        zemedel* agri* przyrodnic* life-sciences""",
    "economic": "econom* ekonom* okonom* oeconom* wirtschafts* gazdasag* handelsh* ekonomick*",
    "pedagogic": "pedagog* education* edukac* educac* bildung* edukacj* padagog*",
    "applied": "applied angewan* applicat* stosowan* ammattik* toegepast* applied-sciences",
    "arts": "art arts kunst* sztuk* belle beaux artist* taide*",
    "music": "music* muzy* musik* musiq*",
    "sports": "sport* wychowan* idrott* deport*",
    "military": "wojsk* milit* obrany defen* forsvar*",
    "science": """scien* nauk* wissenschaft* cienc* scienz* tudoman* vetensk* videnskab* tied* ved
        znanost* epistim* vied wetensch* nauki stiinte*""",
    "research": """research* forschung* recherch* ricerc* investigac* badan* badaw* vyzkum* vyskum*
        kutat* forskn* onderzoek* tutkim* erevn* raziskov* istrazi* cercetar* izsled* naucho*
        naucno* tyrim* petniec* uurimis* ricerca""",
    "national": """national* nacional* nazional* narodow* narodn* nemzet* kansall* ethnik*
        natsional* nationaal* nationale* panstwow* statens state staatlich* statale* bundes*
        federal* eidgenoss* confeder* krajow* valstyb* riks* rijks* kungl* royal* real reale royale
        koninkl* general generale generaln* generald* higher super* superior* wyzsz* hautes
        wyzsza""",
    "innovation": "innov* innow* innovac*",
    "development": """develop* rozwoj* entwickl* sviluppo desarroll* developp* desenvolv* utveckl*
        udvikl* fejleszt* kehit* razvoj* rozvoj* anapty* dezvolt*""",
    "engineering": "engineer* ingenieur* ingegner* ingenier* inzynier* ingenj* mernok* inzenyr*",
    "industry": """industr* przemysl* ipar* teollisuu* prumysl* viomich* biznes* business*
        przedsieb* enterprise* entrepr* empres* impres* unternehm* foretag* podnik* vallalk*
        yrity*""",
    "environment": """environm* umwelt* ambient* srodowisk* miljo* kornyezet* zivotn* periv* ochron*
        protect* environn*""",
    "energy": "energ* energet* energii*",
    "water": "wodoc* water wasser* vodovod* aqua* kanaliz* wod",
    "health": """health* zdrow* gesundh* sante salud salute egeszseg* halso* sundhed* zdravot*
        saude* terveys*""",
    "transport": "transport* traffic verkehr* traff*",
    "information": "inform* computing comput* datav* digital* cyfrow*",
    "international": """international* internazional* internacional* miedzynarod* mezinarod*
        nemzetkoz* kansainval* diethn* world global*""",
    "european": "europe* europa* europai* europej* evrop* euro eurooppa*",
    "rural": "rural* wiejsk*",
    "regional": "regionaln* regionale* regional* local* lokaln* miejsk* stadtisch*",
    "company": """company* compan* compagni* companhi* firm* firma przedsiebiorstwo* spolk*
        gesellschaft* societa bolag* selskab* yhtio* kompani* zakladow corporation* corporac*
        enterprise""",
    "systems": "system* sistem*",
    "solutions": "solution* losung* rozwiazan* soluc*",
    "consulting": "consult* doradz* berat* asesor* radgiv* konsult* advis* consulenz*",
    "management": "manag* zarzadz* gestion* gestao* verwalt* forvaltn* administr* sprava sprav*",
    "public": "public* publiczn* offentlig* julkin* samodzieln* oeffentl* publique* publiko",
    "trade": "trade trading obchod* handel* handl* commerc* comerc* commercio kereskedel*",
    "fund": "fund fundo",
    "support": "support* wsparci* pomoc* forderung* promot* promoc*",
    "interest": "interest* intress*",
    "product": "product* produkc* produkt* producc* produzion*",
    "design": "design* projekt* project* progett* proyect*",
    "language": "languag* jezyk* lingu*",
    "sustainable": "sustainab* nachhalt* sostenib* zrownowaz* hallbar*",
    "life": "life zycia",
    "food": "food* zywnos* lebensmit* livsmed* alimen* elelmisz*",
    "physics": "physic* fizyk* physik* fysik* fisica* fizik*",
    "chemistry": "chemi* chimi* quimic* kemi*",
    "biology": "biolog*",
    "mathematics": "math* matem*",
    "social": "social* spolecz* sozial* soziale*",
    "culture": "cultur* kultur*",
    "nuclear": "nuclear* jadrow* nukle* kernforsch* kernkraft* nucle*",
    "physical": "physical* fizyczn*",
    "mining": "mining gornic* bergbau* banska* baniask*",
    "metallurgy": "metallurg* hutnic*",
    "life-sciences": "lebenswiss*",
    "electronic": "electron* elektron*",
    "materials": "material*",
    "communal": "komunaln* kommunal*",
    "economy": "gospodark* gospodarcz* economy wirtschaft",
    "board": "board* commit* komitet* zarzad",
    "road": "drog drogow* road* autostrad*",
    "heat": "ciepl* cieplown*",
    "waste": "odpad* waste*",
    "elementary": "podstawow* elementar* grundschul*",
    "marshal": "marshal* marszalk*",
    "starost": "starost*",
    "kindergarten": "przedszk* kindergart*",
    "station": "station* stacj*",
    "building": "building* bau construct* budow*",
    "space": "space* kosmiczn* spatial* espac*",
    "sea": "marine* morsk* maritim* mer meer*",
    "forest": "forest* lesn* skog skogen skogs wald*",
    "poland": "poland polska polski* polsce polish polen* polsk* pologne* polonia",
    "germany": "german* deutsch* niemc* allemag* alemania tyskland",
    "france": "france francais* francaise frankreich* frankrik* francia francji",
    "italy": "italia* italy italie italien* italiaans*",
    "spain": "spain* espan* hiszpan* spani*",
    "sweden": "swed* sverig* svensk* szwec* szwed* ruotsi",
    "norway": "norway norge norwegian norsk* norweg* noreg*",
    "denmark": "denmark danmark danish dansk* danemark* dania dunsk*",
    "finland": "finland* finnish suomen* suomi finsk* finlandi*",
    "netherlands": "netherlands nederland* dutch niederland* holland* pays-bas",
    "belgium": "belgi* belge* belga",
    "austria": "austria* osterreich* oesterreich* autriche",
    "switzerland": "switzerl* schweiz* suisse* svizzer* swiss helvet*",
    "czechia": "czech* cesk* tchec*",
    "slovakia": "slovak* slowak* slovensko",
    "hungary": "hungar* magyar* ungarn hongri*",
    "romania": "romania* roumanie rumun* rumanien",
    "bulgaria": "bulgar*",
    "greece": "greece greek hellen* ellin* ellad* grec* griech* helen* hellas",
    "portugal": "portug*",
    "ireland": "ireland* irish eireann irland*",
    "uk": "uk british britain gb england english",
    "slovenia": "sloveni* slovenij* slowen*",
    "croatia": "croati* hrvatsk* kroat*",
    "estonia": "eston* eesti",
    "latvia": "latvi* lettland* lotw*",
    "lithuania": "lithuan* lietuv* litw* litau*",
    "cyprus": "cypr* kypr* zypern",
    "malta": "malta malt",
    "luxembourg": "luxemb* letzebuerg*",
    "serbia": "serbia* srbij* srpsk*",
    "ukraine": "ukrain*",
    "turkey": "turkey turkiy* turkish turquie turkei",
    "israel": "israel*",
    "iceland": "iceland* islands island islenska",
}  # fmt: skip

MARKS: Final = _words(
    """university technical college hospital foundation association park incubator faculty
    department collegium press library museum theatre church union holding venture services chamber
    ministry municipality city county region office marshal labour government agency council police
    consortium cluster laboratory network school academy institute medical agricultural economic
    pedagogic applied arts music sports military"""
)
"""Meanings that tell organisations apart when only one of two names has them."""

TERRITORIES: Final = frozenset({"municipality", "city", "county", "region"})
"""Meanings of bodies that are named for the territory that they govern."""

LOCAL: Final = TERRITORIES | _words(
    "hospital school church kindergarten library theatre communal office labour chamber"
)
"""Meanings of bodies of which every town has one, often of the same name."""

PUBLIC: Final = frozenset({"ministry", "national", "government"})
"""Meanings of bodies of which a state has one of each name."""

LEARNED: Final = frozenset(
    {"university", "college", "institute", "school", "academy", "centre", "laboratory"}
)
"""Meanings that translators take for one another."""

COUNTRIES: Final = _words(
    """poland germany france italy spain sweden norway denmark finland netherlands belgium austria
    switzerland czechia slovakia hungary romania bulgaria greece portugal ireland uk slovenia
    croatia estonia latvia lithuania cyprus malta luxembourg serbia ukraine turkey israel iceland"""
)
"""Meanings that are countries: a group names its companies so."""

_STOP: Final = _words(
    """a an and at for from in of on the to de del della delle dello degli di da do dos das des du e
    el en et i im imienia in la las le les lo los na nad o og och oder od po pod pri pro s ss u und
    v van vid von voor vom w we wie with y z za zu zum zur ze i imeni aan bei den der die das dem
    het te ta tes tis tou ton sur aux au d l a al als am an auf az ed fur fuer per por para no inn
    til ja kai lai studi studii din pour mit beim om ir es as is sv swietego sw im. dr prof hab with
    siedziba siedziby"""
)

_ABBREVIATED: Final = {
    "ku": ("katholieke", "=university"),
    "eth": ("=national", "=technical", "=college"),
    "uniklinik": ("=university", "=hospital"),
    "tu": ("=technical", "=university"),
    "th": ("=technical", "=college"),
    "fh": ("=applied", "=college"),
    "med": ("=medical",),
    "nat": ("=national",),
    "natl": ("=national",),
    "int": ("=international",),
    "intl": ("=international",),
    "dev": ("=development",),
    "res": ("=research",),
    "sci": ("=science",),
    "eng": ("=engineering",),
    "st": ("saint",),
    "saint": ("saint",),
    "sankt": ("saint",),
    "san": ("saint",),
    "sint": ("saint",),
    "swietego": ("saint",),
    "swietej": ("saint",),
    "turku": ("turku",),
    "turun": ("turku",),
}  # fmt: skip


# Beginnings that mean two things at once.
_COMPOUND: Final = {
    "polytech": ("=technical", "=university"),
    "polytekn": ("=technical", "=university"),
    "politech": ("=technical", "=university"),
    "politecn": ("=technical", "=university"),
    "politehn": ("=technical", "=university"),
    "fachhochschul": ("=applied", "=college"),
    "ammattikorkeakoul": ("=applied", "=college"),
}
# What stands at the end of compounds, after what it is about: Linnéuniversitetet.
_ENDINGS: Final = tuple(
    """universitetet universitet universitaet universitat universiteit ulikool yliopisto hogskolan
    hogskola hochschule hogeschool institutet instituttet institut instituut zentrum centrum
    sentret klinikum klinik klinikken sjukhuset sjukhus sykehus krankenhaus ziekenhuis spital
    stiftung stiftelsen museum museet bibliothek akademie akademi verein verband agentur
    gesellschaft kammer medizin gymnasium theater park cluster kluster klustret""".split()  # noqa: SIM905 - a table
)
_SHORTEST_BEFORE_ENDING: Final = 3


def _rules() -> dict[str, tuple[str, ...]]:
    """What words and beginnings of words mean; the latter end in `*`."""
    rules: dict[str, tuple[str, ...]] = {}
    for meaning, forms in _MEANINGS.items():
        for form in forms.split():
            rules.setdefault(form, (f"={meaning}",))
    rules.update((f"{beginning}*", meant) for beginning, meant in _COMPOUND.items())
    rules.update(_ABBREVIATED)
    return rules


_RULES: Final = _rules()
_LONGEST: Final = max(map(len, _RULES))
_SHORTEST: Final = 3
_LONG: Final = 9
"""Letters of a word that is known although one is wrong."""
_LONG_BEGINNINGS: Final = tuple(
    rule[:-1] for rule in _RULES if rule.endswith("*") and len(rule) > _LONG
)
_LEAST_PART: Final = 0.36
"""Of a word that its beginning must be to tell what it means."""


@lru_cache(maxsize=1 << 18)
def meanings(word: str) -> tuple[str, ...]:
    """What a folded word means, each as `=meaning`; itself where it is proper to a name.

    Empty for words that join others.
    """
    if word in _STOP:
        return ()
    if (meant := _RULES.get(word)) is not None:
        return meant
    for ending in _ENDINGS:
        before = word.removesuffix(ending)
        if before != word and len(before) >= _SHORTEST_BEFORE_ENDING:
            # What joins the parts is no letter of the first: Universität-s-klinikum.
            return (*meanings(before.removesuffix("s") or before), *(_meant(ending) or ()))
    return _meant(word) or _misspelled(word) or (word,)


def _meant(word: str) -> tuple[str, ...] | None:
    """What a word means by the rules, None where it is not common."""
    if (meant := _RULES.get(word)) is not None:
        return meant
    for length in range(min(_LONGEST, len(word)), _SHORTEST - 1, -1):
        if length < _LEAST_PART * len(word):
            break
        if (meant := _RULES.get(f"{word[:length]}*")) is not None:
            return meant
    return None


def _misspelled(word: str) -> tuple[str, ...] | None:
    """What a long word means in which one letter is wrong, or two are swapped."""
    if len(word) < _LONG:
        return None
    for beginning in _LONG_BEGINNINGS:
        if OSA.distance(word[: len(beginning)], beginning, score_cutoff=1) <= 1:
            return _RULES[f"{beginning}*"]
    return None


def is_common(token: str) -> bool:
    """Whether a token is a meaning, and not a word proper to a name."""
    return token[0] == "="


def meaning_of(token: str) -> str:
    """The meaning of a common token."""
    return token[1:]
