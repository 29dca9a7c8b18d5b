"""Cluster Atlas: a linked-data store about Europe's innovation clusters."""

__version__ = "0.2.0"
