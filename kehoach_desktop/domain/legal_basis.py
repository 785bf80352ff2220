"""A legal basis (căn cứ) of the office's library: a text of law with what is known of it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """One text. ``number`` is "63/2010", ``symbol`` "NĐ-CP"; a Luật or Pháp lệnh may have neither.

    ``slug`` names an entry the program ships ("" = the office's own); ``checked_on`` is the day the clerk
    confirmed that it is as written here (None = "chưa kiểm tra hiệu lực"). ``id`` is 0 until it is kept.
    """

    type: str  # Luật, Nghị định, Thông tư, Quyết định …
    number: str = ""
    symbol: str = ""
    date: dt.date | None = None
    issuer: str = ""
    subject: str = ""
    in_force_from: dt.date | None = None
    in_force_to: dt.date | None = None  # the first day on which it is no longer in force
    note: str = ""
    slug: str = ""
    checked_on: dt.date | None = None
    is_removed: bool = False  # a shipped one the office has put away
    id: int = 0
