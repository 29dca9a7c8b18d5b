"""Importers: from the files that others publish to statements in the ontology's terms.

Nothing here knows of a store. What an importer needs to know of the atlas it asks a gazetteer.
"""
