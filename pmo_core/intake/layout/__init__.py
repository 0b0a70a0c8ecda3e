"""Cells to a rectangle under names: header, records, totals, notes, sheets."""
