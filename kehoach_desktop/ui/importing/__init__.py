"""Tables that come into the appendix: the page's parts and its verbs."""
