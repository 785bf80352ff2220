"""Reading what others made: text, Excel, JSON."""
