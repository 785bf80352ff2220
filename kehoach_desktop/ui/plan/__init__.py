"""The plan tab's parts: the page to type in, the map, the particulars, the printed pages."""
