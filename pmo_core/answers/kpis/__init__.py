"""KPIs: are the targets met?"""
