"""The saved queries: `.rq` files with a header, and their typed parameters."""

from clusteratlas.catalogue.parameters import Parameter, ParameterType
from clusteratlas.catalogue.query import SavedQuery
from clusteratlas.catalogue.repository import Catalogue, load_catalogue

__all__ = ["Catalogue", "Parameter", "ParameterType", "SavedQuery", "load_catalogue"]
