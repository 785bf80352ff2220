"""What was done to a plan, written down so that it can be told and taken back."""
