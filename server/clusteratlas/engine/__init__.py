"""The query engines, behind one Protocol."""
