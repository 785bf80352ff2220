"""From the domain to PDF, Excel and JSON."""
