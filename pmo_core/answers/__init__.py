"""Answers: one folder per question; SQL gathers facts, metric judges, view words, chart draws."""
