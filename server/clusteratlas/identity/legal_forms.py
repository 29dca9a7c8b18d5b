"""Legal forms of companies, as they stand at the end or the beginning of names.

Forms are grouped by what they are, so that `GmbH`, `Sp. z o.o.` and `Ltd` are one group. What makes
a foundation or a public body is no form here: the word is part of the name.
"""

from __future__ import annotations

from typing import Final, NamedTuple

LIMITED, STOCK, PARTNERSHIP, COOPERATIVE, NON_PROFIT = (
    "limited",
    "stock",
    "partnership",
    "cooperative",
    "non-profit",
)

# As they are when folded, words parted by spaces; ';' parts one form from the next.
_WRITTEN: Final = {
    LIMITED: """
        gmbh; gesellschaft mit beschrankter haftung; gesellschaft mbh; ges mbh; mbh; gesmbh;
        ggmbh; gemeinnutzige gmbh; ug; ug haftungsbeschrankt;
        ug haftungsbeschraenkt; unternehmergesellschaft; unternehmergesellschaft
        haftungsbeschrankt; unternehmergesellschaft haftungsbeschraenkt; haftungsbeschrankt;
        haftungsbeschraenkt; m b h; g m b h; sp z o o; sp z oo;
        spzoo; sp zoo; spolka z o o; spolka z oo; z o o; zoo; spolka z ograniczona
        odpowiedzialnoscia; spolka z ograniczona odpowiedzialnosia; z ograniczona
        odpowiedzialnoscia; sp z o; ltd; limited; l t d; private limited company; pvt ltd; co ltd;
        company limited; lda; limitada; l d a; unipessoal lda; srl; s r l; srls; societa a
        responsabilita limitata; sarl; s a r l; societe a responsabilite limitee; eurl; sl; s l;
        slu; s l u; sll; slp; sociedad limitada; sociedad de responsabilidad limitada; sociedad
        limitada unipersonal; bv; b v; besloten vennootschap; bvba; b v b a; sprl; s p r l; srl
        bv; aps; a p s; anpartsselskab; oy; osakeyhtio; ab; aktiebolag; aktiebolaget; ab svb; svb;
        as; ehf; hf; kft; k f t; korlatolt felelossegu tarsasag; sro; s r o; spol s r o; spol sro;
        spolecnost s rucenim omezenym; spolocnost s rucenim obmedzenym; d o o; doo; druzba z
        omejeno odgovornostjo; drustvo s ogranicenom odgovornoscu; j d o o; eood; ood; e o o d; o
        o d; sia; sabiedriba ar ierobezotu atbildibu; uab; u a b; uzdaroji akcine bendrove; ou; o
        u; osauhing; epe; e p e; etaireia periorismenis efthynis; ike; i k e; llc; l l c; inc;
        incorporated; corp; corporation; teo; teoranta; anpartsselskabet; designated activity
        company; dac; company limited by guarantee; clg; lbg; eireli; ooo; tov; a s b v
    """,
    STOCK: """
        ag; aktiengesellschaft; sa; s a; spolka akcyjna; societe anonyme; sociedad anonima;
        sociedad anonima unipersonal; sau; s a u; sociedade anonima; spa; s p a; societa per
        azioni; sas; s a s; sasu; societe par actions simplifiee; nv; n v; naamloze vennootschap;
        plc; p l c; public limited company; oyj; julkinen osakeyhtio; abp; asa; a s a;
        aksjeselskap; aktieselskab; aktieselskabet; a s; zrt; nyrt; z r t; ny r t;
        reszvenytarsasag; zartkoruen mukodo reszvenytarsasag; akciova spolecnost; akciova
        spolocnost; d d; dd; dionicko drustvo; delniska druzba; ad; a d; ead; e a d; aktsionerno
        druzhestvo; ae; a e; anonymi etairia; anonymi etaireia; a v e e; avee; aevee; ab publ;
        akcine bendrove; akciju sabiedriba; aktsiaselts; se; societas europaea; jsc; pjsc; oao;
        pao; sgps sa; sgps
    """,
    PARTNERSHIP: """
        kg; gmbh and co kg; gmbh co kg; ag and co kg; kommanditgesellschaft; ohg; gbr; kgaa; ag
        and co kgaa; gmbh und co kg; sp k; sp komandytowa; spolka komandytowa; spolka z o o spolka
        komandytowa; sp z o o sp k; spolka z ograniczona odpowiedzialnoscia spolka komandytowa; sp
        z o o spolka komandytowa; sp j; spolka jawna; s c; sc; spolka cywilna; snc; s n c; sca; s
        c a; llp; l l p; lp; cv; c v; vof; v o f; k s; v o s; bt; hb; handelsbolag; kb;
        kommanditbolag; ky; i s; k d; o e; e e; partg mbb; partnerschaft; sp p; spolka partnerska
    """,
    COOPERATIVE: """
        eg; e g; eingetragene genossenschaft; scrl; scarl; s c a r l; soc coop; societa
        cooperativa; scop; s coop; sociedad cooperativa; spoldzielnia; osuuskunta; ekonomisk
        forening; ek for; amba; a m b a; coop; s c r l; societa consortile a responsabilita
        limitata; scpa; s c p a; scrl fs; kooperativa
    """,
    NON_PROFIT: """
        ev; e v; eingetragener verein; verein; asbl; a s b l; vzw; v z w; aisbl; a i s b l; ivzw;
        association sans but lucratif; association internationale sans but lucratif; onlus; ry; r
        y; gie; g i e; geie; g e i e; eesv; aie; a i e; eeig; gip; mtu; obecne prospesna
        spolecnost; ops; z s; zs; amkn; epic; epe public; rf; ideell forening
    """,
}


def _table() -> dict[tuple[str, ...], frozenset[str]]:
    """The groups of each form; the same letters may mean different forms in different countries."""
    groups: dict[tuple[str, ...], set[str]] = {}
    for group, written in _WRITTEN.items():
        for form in written.split(";"):
            groups.setdefault(tuple(form.split()), set()).add(group)
    return {form: frozenset(found) for form, found in groups.items()}


_FORMS: Final = _table()
_LONGEST: Final = max(len(form) for form in _FORMS)
# Forms that mean nothing else, so that they are found within a name too: "… Sp. z o.o. w Kutnie".
_WITHIN: Final = sorted(
    (
        form
        for form in _FORMS
        if len(form) > 2 or form in {("gmbh",), ("ltd",), ("kft",), ("sarl",), ("zoo",), ("spzoo",)}
    ),
    key=len,
    reverse=True,
)
# What may stand before a name: a word that is also a name or a Latin preposition may not.
_LEADING: Final = frozenset(
    {"sia", "uab", "ab", "oy", "ou", "as", "ooo", "ead", "eood", "ood", "aktiebolaget"}
)


class Split(NamedTuple):
    """A name without its legal forms, and their groups."""

    words: tuple[str, ...]
    forms: frozenset[str]


def split_form(words: tuple[str, ...]) -> Split:
    """Part the legal forms from the words of a folded name; a name that is a form stays."""
    forms: set[str] = set()
    while len(words) > 1 and (length := _form_at_end(words)):
        forms |= _FORMS[words[-length:]]
        words = words[:-length]
    if not forms:
        words, forms = _without_form_within(words)
    if len(words) > 1 and (words[0] in _LEADING or (forms and words[0] == "sc")):
        forms |= _FORMS[words[:1]]
        words = words[1:]
    return Split(words, frozenset(forms))


def is_form(words: tuple[str, ...]) -> bool:
    """Whether these words are a legal form and nothing else, as in `UG (haftungsbeschränkt)`."""
    return words in _FORMS


def forms_conflict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both names have a legal form, and none in common."""
    return bool(one) and bool(other) and not one & other


def _form_at_end(words: tuple[str, ...]) -> int:
    """How many words at the end are a legal form, 0 for none; one word at least is left."""
    lengths = range(min(_LONGEST, len(words) - 1), 0, -1)
    return next((length for length in lengths if words[-length:] in _FORMS), 0)


def _without_form_within(words: tuple[str, ...]) -> tuple[tuple[str, ...], set[str]]:
    for form in _WITHIN:
        if form[0] not in words:
            continue
        for start in range(1, len(words) - len(form)):
            if words[start : start + len(form)] == form:
                return words[:start] + words[start + len(form) :], set(_FORMS[form])
    return words, set()
