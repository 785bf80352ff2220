"""A table that comes in from Excel or Word: its columns, which rows it means, what it would change."""
