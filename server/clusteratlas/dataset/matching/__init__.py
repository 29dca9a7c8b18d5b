"""Matching: the records of a store that mean one thing, as statements of the graph of matches."""
