"""The result report of a period: its sentences, its linked figures, where each comes from, its sending."""
