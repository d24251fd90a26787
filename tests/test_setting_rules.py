"""Bullets that say a rule beside settings."""

from __future__ import annotations

import pytest

from sphinxcontrib_techspec.kinds import Setting


@pytest.mark.parametrize(
    ("label", "rest"),
    [
        ("Idempotence", "Check the log before; skip if it is there"),
        ("Rope Key", "(rope_id, day, length)"),
        ("Retry", "never retry a letter"),
    ],
)
def test_a_rule_names_no_setting(label: str, rest: str) -> None:
    assert Setting.is_text(label, rest)


@pytest.mark.parametrize(
    ("label", "rest"),
    [
        ("CHECK_LOG", "Check the log before"),
        ("checkLog", "Check the log before"),
        ("Interval", "Checks every hour"),
        ("Zone", "Local time (set with TZ)"),
        ("Zone", "(local)"),
        ("Session", "never expires"),
        ("Debugging", "always off"),
        ("Health", "check every 30 s"),
        ("API key", "must be set in production"),
        ("", "Check the log before"),
    ],
)
def test_a_setting_is_one(label: str, rest: str) -> None:
    assert not Setting.is_text(label, rest)
