"""Findings: the rules evaluated, compared with a baseline, and worded."""
