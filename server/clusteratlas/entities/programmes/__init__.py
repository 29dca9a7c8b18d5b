"""Programmes, their parts and topics: what runs under them, on how much money, and whose."""
