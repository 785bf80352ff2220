"""The types of document an office cites, and what each is for short."""

ABBREVIATIONS = {
    "NĐ": "Nghị định",
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "KH": "Kế hoạch",
    "CTr": "Chương trình",
    "HD": "Hướng dẫn",
    "TB": "Thông báo",
    "TTr": "Tờ trình",
    "BC": "Báo cáo",
    "KL": "Kết luận",
    "CĐ": "Công điện",
    "QC": "Quy chế",
    "ĐA": "Đề án",
    "QH": "Luật",
    "UBTVQH": "Pháp lệnh",
    "UBND": "Công văn",
}
"""The type a symbol begins with, where the text does not name it, and what offices write for short."""

TYPES = (
    *("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị"),
    *("Thông tư liên tịch", "Thông tư", "Chương trình", "Kế hoạch", "Hướng dẫn", "Thông báo", "Kết luận"),
    *("Công điện", "Công văn", "Văn bản", "Quy chế", "Quy định", "Đề án", "Tờ trình", "Báo cáo"),
)
"""The types of text, the highest first."""
