"""The cells of a sheet, kept row by row, are to openpyxl the mapping it knows."""

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kehoach_desktop.export.xlsx.cell_rows import CellRows

places = st.tuples(st.integers(1, 4), st.integers(1, 4))


@given(st.lists(st.tuples(places, st.booleans())))
def test_they_are_what_one_dict_of_them_is(done):
    kept, wanted = CellRows(), {}
    for number, (place, is_put) in enumerate(done):
        if is_put or place not in wanted:
            kept[place] = wanted[place] = number
        else:
            del kept[place], wanted[place]
    assert dict(kept) == wanted
    assert len(kept) == len(wanted)
    assert bool(kept) == bool(wanted)
    for place in ((row, column) for row in range(1, 5) for column in range(1, 5)):
        assert (place in kept) == (place in wanted)
        assert kept.get(place) == wanted.get(place)


def test_a_sheet_on_them_knows_its_size_and_writes_its_rows_in_order():
    sheet = Workbook().active
    sheet._cells = CellRows()
    for row, column in ((3, 2), (1, 4), (3, 1), (1, 1)):
        sheet.cell(row, column).value = 10 * row + column
    sheet.row_dimensions[2].height = 9
    assert sheet.calculate_dimension() == "A1:D3"
    ordered = sheet._cells.in_order(sheet.row_dimensions)
    assert [(row, [cell.value for cell in cells]) for row, cells in ordered] == [
        (1, [11, 14]),
        (2, []),
        (3, [31, 32]),
    ]
    sheet._cells.let_go()
    assert not sheet._cells
