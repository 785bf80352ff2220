"""What was taken out of a plan: found in its history, and put back into it."""
