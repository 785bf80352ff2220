"""Reading what others made in a process of its own, which can be killed."""
