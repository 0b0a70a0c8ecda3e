"""Roadmap: which dates were promised, which moved, and which were kept?"""
