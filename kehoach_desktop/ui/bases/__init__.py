"""The library of căn cứ beside the page: to find, to insert, to keep."""
