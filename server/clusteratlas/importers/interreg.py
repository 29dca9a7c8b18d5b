"""Importer of lists of partners in Interreg projects, each by its mapping."""

from __future__ import annotations

from typing import Final

from clusteratlas.importers.mapping.importing import MappedImporter

IMPORTER: Final = MappedImporter(
    name="interreg",
    version=2,
    summary={
        "en": "Lists of lead, project and associated partners in Interreg projects.",
        "pl": "Wykazy partnerów wiodących, projektowych i stowarzyszonych w projektach Interreg.",
    },
    usage="""\
clusteratlas import interreg rawdata.json
clusteratlas import interreg partners.xlsx --mapping partners.yaml""",
    rank=11,
    rank_reason={
        "en": "A list that programmes or a national agency keep of the projects they support.",
        "pl": "Wykaz wspieranych projektów prowadzony przez programy lub agencję krajową.",
    },
)
