"""Engagement: are the people on board where they need to be?"""
