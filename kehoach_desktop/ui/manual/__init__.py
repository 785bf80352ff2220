"""The manual in the window: its page, and which place of it explains which part of the window."""
