"""Arithmetic that several answers share: pure functions on numpy arrays, no database, no words."""
