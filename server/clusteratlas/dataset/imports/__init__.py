"""Importing: what an importer reads becomes a named graph, in a new version of an atlas.

Importers are known here by what they give (`protocols`) only. An import is kept with each version
that holds it (`kept`), so that it is published, taken back, backed up and built with its version.
"""
