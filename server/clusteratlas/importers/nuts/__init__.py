"""The importer of regions: codes and names of NUTS and its like, and borders from GISCO's files.

The classification comes with the program (see `importers.classification`), so that no file is
needed for it. Borders come from the areas that Eurostat's GISCO publishes as GeoJSON.
"""

from clusteratlas.importers.nuts.importing import NutsImporter

IMPORTER = NutsImporter()
"""See importers.registry."""
