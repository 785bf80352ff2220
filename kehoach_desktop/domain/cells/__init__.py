"""Blocks of cells: what is copied out of the appendix, and what a paste makes of it."""
