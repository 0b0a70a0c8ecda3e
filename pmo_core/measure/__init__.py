"""Arithmetic used by several answers, on numpy arrays; nothing here reads or words anything."""
