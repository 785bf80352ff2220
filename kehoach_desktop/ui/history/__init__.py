"""Lịch sử thay đổi: what was done, and the plan as it stood."""
