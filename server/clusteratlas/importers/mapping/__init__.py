"""Mappings: files that say in which column of a list what stands, so that a new list needs no code.

A mapping is a Data Resource with a Table Dialect and a Table Schema (Data Package 2.0,
https://datapackage.org), to which `means` adds what a column says in the terms of the ontology.
`document` reads YAML with its line numbers, `reader` makes a `model.Mapping` of it, `binding` lays
it on the header of a list, `row` and `things` make statements of the rows.
"""
