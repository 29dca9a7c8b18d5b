"""Invented data in the files of CORDIS, with the shape and the skew of the real ones."""
