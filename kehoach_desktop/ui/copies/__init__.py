"""Copies in the window: made by themselves, listed, looked into, put back; the data looked over."""
