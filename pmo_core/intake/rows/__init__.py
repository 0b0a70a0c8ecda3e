"""Typed columns to checked rows with keys, as the store takes them."""
