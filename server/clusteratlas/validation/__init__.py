"""Validation of data against the shapes: pySHACL, and a report that a person can act on.

rdflib and pySHACL take half a second to import, so nothing here imports them before it is asked
to validate.
"""
