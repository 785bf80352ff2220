"""The first start's questions, asked again by Thông tin cơ quan; every one can be left blank."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from kehoach_desktop.domain.plan import Signature
from kehoach_desktop.domain.text import one_line
from kehoach_desktop.services.plans import TEMPLATES, read_template
from kehoach_desktop.services.settings import Office
from kehoach_desktop.ui.page import Page, button

_LEAD = (
    "Những điều dưới đây được điền sẵn vào mỗi kế hoạch mới. Ô nào chưa rõ thì để trống; "
    "sau này sửa ở trình đơn Kế hoạch, mục Thông tin cơ quan."
)


class WelcomePage(Page):
    """Body, superior, level, place, signer. ``answered`` gives the office; ``closed`` leaves it as it was."""

    is_of_file = True
    answered = Signal(object, str)  # Office, key of the template for the level chosen

    def __init__(self, office: Office, *, is_first: bool, parent: QWidget | None = None) -> None:
        super().__init__("Xin chào" if is_first else "Thông tin cơ quan", _LEAD, parent)
        signature = office.signature
        self.level = QComboBox()
        for template in TEMPLATES[:-1]:
            self.level.addItem(template.name.removeprefix("Kế hoạch của "), template.key)
        self.issuer = _field(office.issuer, "Ủy ban nhân dân xã …")
        self.superior = _field(office.superior, "UBND tỉnh …")
        self.place = _field(office.place, "Tên xã, phường, tỉnh ghi trước ngày tháng")
        self.symbol = _field(office.symbol, "KH-UBND")
        self.authority = _field(signature.authority, "TM. ỦY BAN NHÂN DÂN")
        self.proxy = _field(signature.proxy, "KT. CHỦ TỊCH (nếu có)")
        self.signer_title = _field(signature.title, "CHỦ TỊCH")
        self.signer_name = _field(signature.name, "")
        self.add_row("Cấp", self.level)
        self.add_row("Cơ quan ban hành", self.issuer)
        self.add_row("Cơ quan chủ quản", self.superior)
        self.add_row("Địa danh", self.place)
        self.add_row("Ký hiệu văn bản", self.symbol)
        self.add_row("Thẩm quyền ký", self.authority)
        self.add_row("Ký thay, thừa lệnh", self.proxy)
        self.add_row("Chức vụ người ký", self.signer_title)
        self.add_row("Họ và tên người ký", self.signer_name)
        done = button("Lưu và tiếp tục" if is_first else "Lưu", is_primary=True)
        leave = button("Bỏ qua" if is_first else "Hủy")
        self.add_buttons(done, leave)
        self.level.activated.connect(self.on_level_activated)
        done.clicked.connect(self.on_done_clicked)
        leave.clicked.connect(self.closed)

    @Slot()
    def on_level_activated(self) -> None:
        """Offer the level's usual symbol and signer where nothing else was typed."""
        usual = [read_template(template.key) for template in TEMPLATES[:-1]]
        chosen = usual[self.level.currentIndex()]
        for field, offered, known in (
            (self.symbol, chosen.symbol, {plan.symbol for plan in usual}),
            (self.authority, chosen.signature.authority, {plan.signature.authority for plan in usual}),
            (self.signer_title, chosen.signature.title, {plan.signature.title for plan in usual}),
        ):
            if field.text() in {"", *known}:
                field.setText(offered)

    @Slot()
    def on_done_clicked(self) -> None:
        """Give what was answered."""
        key = self.level.currentData()
        usual = read_template(key).signature
        lines = [
            one_line(f.text()) for f in (self.authority, self.proxy, self.signer_title, self.signer_name)
        ]
        signature = Signature(*lines)
        if signature != Signature():  # a name alone still signs as its level does
            signature = Signature(
                signature.authority or usual.authority,
                signature.proxy,
                signature.title or usual.title,
                signature.name,
            )
        office = Office(
            superior=one_line(self.superior.text()),
            issuer=one_line(self.issuer.text()),
            place=one_line(self.place.text()),
            symbol=one_line(self.symbol.text()),
            signature=signature,
        )
        self.answered.emit(office, key)


def _field(text: str, example: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(example)
    return made
