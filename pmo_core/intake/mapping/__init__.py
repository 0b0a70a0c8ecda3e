"""Columns to fields: kinds, presets, synonyms, type guards, and what must be asked."""
