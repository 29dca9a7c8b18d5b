"""Linked data: every IRI of the atlas leads to what is known of it, in the form asked for."""
