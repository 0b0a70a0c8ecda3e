"""Priorities: what is worth doing first, and what is the best that the budget affords?"""
