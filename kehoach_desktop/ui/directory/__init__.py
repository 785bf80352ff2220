"""The office's list of bodies, forms and indicators as a page."""
