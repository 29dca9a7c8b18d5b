"""The lists of research projects and their participants that the European Commission publishes.

CORDIS publishes a set of CSV files for each framework programme; older and derived layouts of the
same lists are read too.
"""

from clusteratlas.importers.cordis.importer import CordisImporter

IMPORTER = CordisImporter()
