"""What happens to a bug, wherever it comes from: one log on this machine, and whoever listens is told."""
