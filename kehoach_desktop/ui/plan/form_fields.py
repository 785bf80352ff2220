"""Making the field of a particular: of its kind, and named for those who hear the form."""

from kehoach_desktop.ui.plan.day_field import DayField
from kehoach_desktop.ui.plan.facts import Fact
from kehoach_desktop.ui.plan.fields import TextField
from kehoach_desktop.ui.plan.offer_field import OfferField
from kehoach_desktop.ui.plan.recipients_field import RecipientsField

_OFFERS = "F4 hoặc Alt+↓: xem gợi ý"
_HELP = {
    "date": "Ghi như 16/01/2026 hoặc để trống. F4 hoặc Alt+↓: mở lịch",
    "year": "Ghi bốn chữ số",
    "number": "Để trống khi chưa được cấp số",
    "addressees": "Mỗi dòng một nơi. F4: xem gợi ý; Alt+↑, Alt+↓: chuyển dòng",
    "recipients": "Mỗi dòng một nơi. F4: xem gợi ý; Alt+↑, Alt+↓: chuyển dòng",
}


def make_field(fact: Fact) -> TextField:
    """Return the field, with its name, its help and its button."""
    field = _made(fact)
    field.setProperty("fact", fact.name)
    field.setAccessibleName(fact.label)
    field.setAccessibleDescription(field_help(fact))
    field.setPlaceholderText(fact.hint)
    if isinstance(field, DayField):
        field.add_button("calendar", "Chọn trong lịch (F4)")
    elif isinstance(field, OfferField):
        field.add_button("chevron-down", f"Gợi ý cho {fact.label.split(' (')[0]} (F4)")
    return field


def field_help(fact: Fact) -> str:
    """Return how the field is filled in, in a sentence to be heard."""
    return _HELP.get(fact.name, _OFFERS)


def _made(fact: Fact) -> TextField:
    if fact.name == "date":
        return DayField()
    if fact.has_lines:
        return RecipientsField()
    return OfferField() if fact.is_offered else TextField()
