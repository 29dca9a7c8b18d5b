"""Cluster Atlas: a linked-data store about Europe's innovation clusters."""

__version__ = "0.4.0"
