"""Exports of the usual tools, all telling the same invented projects, each in its tool's own way."""
