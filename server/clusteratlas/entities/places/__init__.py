"""Territories: their place in the tree of regions, who is there, and with whom those work."""
