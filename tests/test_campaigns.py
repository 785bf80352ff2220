"""A short form of every long trial of safety; the whole of one: python tests/campaigns/run.py NAME."""

import sys

import pytest
from campaign import load, names


@pytest.mark.parametrize("name", names())
def test_nothing_falls_short(name, tmp_path):
    campaign = load(name)
    if sys.platform == "win32" and (why := getattr(campaign, "NOT_ON_WINDOWS", "")):
        pytest.skip(why)
    if why := getattr(campaign, "WITHOUT", ""):
        pytest.skip(why)
    outcome = campaign.run(campaign.SHORT, tmp_path, 1)
    assert outcome.faults == []
    assert outcome.tried >= campaign.SHORT
