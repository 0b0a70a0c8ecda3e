"""Computes balance scores, KPI trends and engagement summaries from the exports of project tools."""
