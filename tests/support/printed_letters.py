"""Where a letter is printed, to look for it or to click on it."""

from kehoach_desktop.export.pdf.places import Place


def x_of(place: Place, offset: int) -> float:
    """Return where on the page, in points, the letter ``offset`` of the item's text begins."""
    edges = place.edges()
    return edges[min(max(offset - place.first, 0), len(edges) - 1)]
