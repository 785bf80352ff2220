import datetime as dt
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kehoach_desktop.domain.periods import CALENDAR
from kehoach_desktop.domain.text import search_key
from kehoach_desktop.domain.timephrase import Fit, fit, quarters, understand

YEAR = 2026
# What is typed in a plan for 2026; the spans (of 2026 where no year stands); the quarters of Nghị định
# 09/2019/NĐ-CP they fall in; how they lie to the reporting year, 15/12/2025 to 14/12/2026.
PHRASES = [
    ("Thường xuyên", "01-01..12-31", "1234", Fit.INSIDE),
    ("Thường xuyên trong năm 2024", "2024-01-01..2024-12-31", "", Fit.OUTSIDE),
    ("thuong xuyen", "01-01..12-31", "1234", Fit.INSIDE),
    ("Thường xuyên trong năm", "01-01..12-31", "1234", Fit.INSIDE),
    ("Cả năm", "01-01..12-31", "1234", Fit.INSIDE),
    ("Quanh năm", "01-01..12-31", "1234", Fit.INSIDE),
    ("Trong năm 2026", "01-01..12-31", "1234", Fit.INSIDE),
    ("Năm 2026", "01-01..12-31", "1234", Fit.INSIDE),
    ("2026", "01-01..12-31", "1234", Fit.INSIDE),
    ("Năm 2025 - 2026", "2025-01-01..12-31", "1234", Fit.PARTLY),
    ("Giai đoạn 2026 - 2030", "01-01..2030-12-31", "1234", Fit.PARTLY),
    ("Hằng quý", "01-01..12-31", "1234", Fit.INSIDE),
    ("Hàng tháng", "01-01..12-31", "1234", Fit.INSIDE),
    ("Mỗi quý 01 lần", "01-01..12-31", "1234", Fit.INSIDE),
    ("02 bài/quý", "01-01..12-31", "1234", Fit.INSIDE),
    ("01 tin/tháng", "01-01..12-31", "1234", Fit.INSIDE),
    ("6 tháng một lần", "01-01..12-31", "1234", Fit.INSIDE),
    ("03 tháng/lần", "01-01..12-31", "1234", Fit.INSIDE),
    ("Định kỳ 03 tháng, 06 tháng, 09 tháng, năm và đột xuất", "01-01..12-31", "1234", Fit.INSIDE),
    ("Định kỳ 6 tháng, năm", "01-01..12-31", "1234", Fit.INSIDE),
    ("Trước ngày 15 hằng tháng", "01-01..12-31", "1234", Fit.INSIDE),
    ("Trước ngày 20 tháng cuối quý", "01-01..12-31", "1234", Fit.INSIDE),
    ("Ngày 14 tháng cuối mỗi quý", "01-01..12-31", "1234", Fit.INSIDE),
    ("Cuối quý", "01-01..12-31", "1234", Fit.INSIDE),
    ("Từ tháng 3 đến tháng 9, hằng tháng", "03-01..09-30", "1234", Fit.INSIDE),
    ("Quý II", "03-15..06-14", "2", Fit.INSIDE),
    ("Quí II", "03-15..06-14", "2", Fit.INSIDE),
    ("quý 2", "03-15..06-14", "2", Fit.INSIDE),
    ("Q2", "03-15..06-14", "2", Fit.INSIDE),
    ("Q.II/2026", "03-15..06-14", "2", Fit.INSIDE),
    ("QII", "03-15..06-14", "2", Fit.INSIDE),
    ("Qúy II", "03-15..06-14", "2", Fit.INSIDE),
    ("Quý thứ hai", "03-15..06-14", "2", Fit.INSIDE),
    ("Quý tư", "09-15..12-14", "4", Fit.INSIDE),
    ("Quý III/2026", "06-15..09-14", "3", Fit.INSIDE),
    ("Quý IV/2026", "09-15..12-14", "4", Fit.INSIDE),
    ("Quý IV năm 2026", "09-15..12-14", "4", Fit.INSIDE),
    ("Quý IV/2025", "2025-09-15..2025-12-14", "", Fit.OUTSIDE),
    ("Quý I, III", "2025-12-15..03-14; 06-15..09-14", "13", Fit.INSIDE),
    ("Quý I và quý III", "2025-12-15..03-14; 06-15..09-14", "13", Fit.INSIDE),
    ("Quý I & III", "2025-12-15..03-14; 06-15..09-14", "13", Fit.INSIDE),
    ("Quý I; Quý III; Quý IV", "2025-12-15..03-14; 06-15..12-14", "134", Fit.INSIDE),
    ("Quý 1-3", "2025-12-15..09-14", "123", Fit.INSIDE),
    ("Quý I-II/2026", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("Quý I đến quý III", "2025-12-15..09-14", "123", Fit.INSIDE),
    ("Quý IV/2025 - Quý I/2026", "2025-09-15..03-14", "1", Fit.PARTLY),
    ("Quý I/II", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("I, III", "2025-12-15..03-14; 06-15..09-14", "13", Fit.INSIDE),
    ("II", "03-15..06-14", "2", Fit.INSIDE),
    ("I-IV", "2025-12-15..12-14", "1234", Fit.INSIDE),
    ("Các quý I, II, III, IV", "2025-12-15..12-14", "1234", Fit.INSIDE),
    ("4 quý", "01-01..12-31", "1234", Fit.INSIDE),
    ("Quý V", None, None, Fit.UNKNOWN),
    ("Quý 5", None, None, Fit.UNKNOWN),
    ("Trong quý II", "03-15..06-14", "2", Fit.INSIDE),
    ("Hoàn thành trong quý II", "03-15..06-14", "2", Fit.INSIDE),
    ("Chậm nhất quý II", "03-15..06-14", "2", Fit.INSIDE),
    ("Đến hết quý II", "03-15..06-14", "2", Fit.INSIDE),
    ("Trước quý III", "06-14", "2", Fit.INSIDE),
    ("Trước khi kết thúc quý II", "03-15..06-14", "2", Fit.INSIDE),
    ("Đầu quý II", "03-15..04-14", "2", Fit.INSIDE),
    ("Giữa quý II", "04-15..05-14", "2", Fit.INSIDE),
    ("Cuối quý II", "05-15..06-14", "2", Fit.INSIDE),
    ("Nửa đầu quý III", "06-15..07-30", "3", Fit.INSIDE),
    ("Tháng cuối quý II", "05-15..06-14", "2", Fit.INSIDE),
    ("Từ quý II", "03-15..12-31", "234", Fit.INSIDE),
    ("Từ quý II đến hết năm", "03-15..12-31", "234", Fit.INSIDE),
    ("Quý II đến cuối năm 2026", "03-15..12-31", "234", Fit.INSIDE),
    ("6 tháng đầu năm", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("06 tháng đầu năm 2026", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("6T đầu năm", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("6T", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("Sáu tháng đầu năm", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("6 tháng cuối năm", "06-15..12-14", "34", Fit.INSIDE),
    ("6 tháng đầu năm và 6 tháng cuối năm", "2025-12-15..12-14", "1234", Fit.INSIDE),
    ("Nửa đầu năm", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("Nửa cuối năm", "06-15..12-14", "34", Fit.INSIDE),
    ("9 tháng", "2025-12-15..09-14", "123", Fit.INSIDE),
    ("9 tháng đầu năm 2026", "2025-12-15..09-14", "123", Fit.INSIDE),
    ("3 tháng đầu năm", "2025-12-15..03-14", "1", Fit.INSIDE),
    ("3 tháng cuối năm", "09-15..12-14", "4", Fit.INSIDE),
    ("2 tháng đầu năm", "01-01..02-28", "1", Fit.INSIDE),
    ("2 quý đầu năm", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("Đầu năm", "2025-12-15..03-14", "1", Fit.INSIDE),
    ("Đầu năm 2026", "2025-12-15..03-14", "1", Fit.INSIDE),
    ("Giữa năm", "06-01..07-31", "23", Fit.INSIDE),
    ("Cuối năm", "09-15..12-14", "4", Fit.INSIDE),
    ("Các tháng cuối năm", "09-15..12-14", "4", Fit.INSIDE),
    ("Từ đầu năm đến hết quý II", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("tháng 3", "03-01..03-31", "12", Fit.INSIDE),
    ("Tháng 03/2026", "03-01..03-31", "12", Fit.INSIDE),
    ("tháng3", "03-01..03-31", "12", Fit.INSIDE),
    ("T3", "03-01..03-31", "12", Fit.INSIDE),
    ("T.3", "03-01..03-31", "12", Fit.INSIDE),
    ("T3-T5", "03-01..05-31", "12", Fit.INSIDE),
    ("T3 - 5", "03-01..05-31", "12", Fit.INSIDE),
    ("T12/2025", "2025-12-01..2025-12-31", "1", Fit.PARTLY),
    ("T10, 11", "10-01..11-30", "4", Fit.INSIDE),
    ("Tháng ba", "03-01..03-31", "12", Fit.INSIDE),
    ("tháng tư", "04-01..04-30", "2", Fit.INSIDE),
    ("Tháng năm", "05-01..05-31", "2", Fit.INSIDE),
    ("Tháng sáu", "06-01..06-30", "23", Fit.INSIDE),
    ("Tháng mười hai", "12-01..12-31", "4", Fit.INSIDE),
    ("Các tháng năm 2026", "01-01..12-31", "1234", Fit.INSIDE),
    ("tháng 13", None, None, Fit.UNKNOWN),
    ("Tháng 0", None, None, Fit.UNKNOWN),
    ("tháng 3 - 5", "03-01..05-31", "12", Fit.INSIDE),
    ("Tháng 3 – 5/2026", "03-01..05-31", "12", Fit.INSIDE),
    ("Tháng 3-2026", "03-01..03-31", "12", Fit.INSIDE),
    ("từ tháng 3 đến hết tháng 5", "03-01..05-31", "12", Fit.INSIDE),
    ("Từ tháng 3 đến tháng 5 năm 2026", "03-01..05-31", "12", Fit.INSIDE),
    ("Tháng 3, 6, 9, 12", "03-01..03-31; 06-01..06-30; 09-01..09-30; 12-01..12-31", "1234", Fit.INSIDE),
    ("Tháng 3; tháng 9", "03-01..03-31; 09-01..09-30", "1234", Fit.INSIDE),
    ("Tháng 3 và tháng 9/2027", "2027-03-01..2027-03-31; 2027-09-01..2027-09-30", "", Fit.OUTSIDE),
    ("Tháng 11/2025 - tháng 02/2026", "2025-11-01..02-28", "1", Fit.PARTLY),
    ("Tháng 11 - tháng 02/2026", "2025-11-01..02-28", "1", Fit.PARTLY),
    ("Từ tháng 11 đến tháng 2 năm sau", "11-01..2027-02-28", "4", Fit.PARTLY),
    ("Tháng 11 đến tháng 2", None, None, Fit.UNKNOWN),
    ("Trong tháng 3", "03-01..03-31", "12", Fit.INSIDE),
    ("3/2026", "03-01..03-31", "12", Fit.INSIDE),
    ("3/2026 - 5/2026", "03-01..05-31", "12", Fit.INSIDE),
    ("3-5/2026", "03-01..05-31", "12", Fit.INSIDE),
    ("Từ tháng 6", "06-01..12-31", "234", Fit.INSIDE),
    ("Từ tháng 6 trở đi", "06-01..12-31", "234", Fit.INSIDE),
    ("Sau tháng 6", "07-01..12-31", "34", Fit.INSIDE),
    ("Tháng 3/9", None, None, Fit.UNKNOWN),
    ("Tháng 3/tháng 9", "03-01..03-31; 09-01..09-30", "1234", Fit.INSIDE),
    ("Đầu tháng 6", "06-01..06-10", "2", Fit.INSIDE),
    ("Giữa tháng 6", "06-11..06-20", "23", Fit.INSIDE),
    ("Cuối tháng 6", "06-21..06-30", "3", Fit.INSIDE),
    (
        "Cuối các tháng 3, 6, 9, 12",
        "03-21..03-31; 06-21..06-30; 09-21..09-30; 12-21..12-31",
        "234",
        Fit.INSIDE,
    ),
    ("nửa đầu tháng 6", "06-01..06-15", "23", Fit.INSIDE),
    ("Nửa cuối tháng 2", "02-16..02-28", "1", Fit.INSIDE),
    ("Thượng tuần tháng 6", "06-01..06-10", "2", Fit.INSIDE),
    ("tuần 2 tháng 5", "05-08..05-14", "2", Fit.INSIDE),
    ("Tuần thứ hai của tháng 5", "05-08..05-14", "2", Fit.INSIDE),
    ("Tuần đầu tiên của tháng 5", "05-01..05-07", "2", Fit.INSIDE),
    ("Tuần cuối tháng 5", "05-25..05-31", "2", Fit.INSIDE),
    ("Tuần 1 - 2 tháng 5/2026", "05-01..05-14", "2", Fit.INSIDE),
    ("Tuần 4, tháng 5", "05-22..05-28", "2", Fit.INSIDE),
    ("Tuần 5 tháng 2", None, None, Fit.UNKNOWN),
    ("Tuần 6 tháng 5", None, None, Fit.UNKNOWN),
    ("trước 15/6", "06-14", "2", Fit.INSIDE),
    ("Trước ngày 15/6", "06-14", "2", Fit.INSIDE),
    ("trước ngày 15 tháng 6 năm 2026", "06-14", "2", Fit.INSIDE),
    ("Xong trước 30/11/2026", "11-29", "4", Fit.INSIDE),
    ("Trước 01/01/2026", "2025-12-31", "1", Fit.INSIDE),
    ("Trước ngày 15/3, 15/6, 15/9, 15/12", "03-14; 06-14; 09-14; 12-14", "1234", Fit.INSIDE),
    ("Trước 15/6 và 15/12", "06-14; 12-14", "24", Fit.INSIDE),
    ("Trước ngày 15 và 30/6", "06-14; 06-29", "23", Fit.INSIDE),
    ("chậm nhất 30/6", "06-30", "3", Fit.INSIDE),
    ("Chậm nhất ngày 30 tháng 6", "06-30", "3", Fit.INSIDE),
    ("Đến hết ngày 30/6", "06-30", "3", Fit.INSIDE),
    ("Hạn 30/6", "06-30", "3", Fit.INSIDE),
    ("Trước tháng 6", "05-31", "2", Fit.INSIDE),
    ("Sau ngày 15/6", "06-16..12-31", "34", Fit.INSIDE),
    ("Từ 15/6", "06-15..12-31", "34", Fit.INSIDE),
    ("Từ nay đến 30/6", "06-30", "3", Fit.INSIDE),
    ("Đến hết năm", "01-01..12-31", "1234", Fit.INSIDE),
    ("Từ nay đến hết năm 2026", "01-01..12-31", "1234", Fit.INSIDE),
    ("01/3 - 30/4", "03-01..04-30", "12", Fit.INSIDE),
    ("01/3-30/4", "03-01..04-30", "12", Fit.INSIDE),
    ("1/3 đến 30/4/2026", "03-01..04-30", "12", Fit.INSIDE),
    ("Từ ngày 01/3/2026 đến ngày 30/4/2026", "03-01..04-30", "12", Fit.INSIDE),
    ("Từ 01 tháng 3 đến hết 30 tháng 4", "03-01..04-30", "12", Fit.INSIDE),
    ("15 - 20/6", "06-15..06-20", "3", Fit.INSIDE),
    ("Từ ngày 15 đến ngày 20/6", "06-15..06-20", "3", Fit.INSIDE),
    ("Từ ngày 15 đến ngày 20 tháng 6", "06-15..06-20", "3", Fit.INSIDE),
    ("15, 16 và 17/6", "06-15..06-17", "3", Fit.INSIDE),
    ("30/4 - 01/5", "04-30..05-01", "2", Fit.INSIDE),
    ("30/4 - 01/3", None, None, Fit.UNKNOWN),
    ("30/4 - 01/3/2026", None, None, Fit.UNKNOWN),
    ("15/12/2025 - 14/3/2026", "2025-12-15..03-14", "1", Fit.INSIDE),
    ("15/12/2025 - 14/3", "2025-12-15..03-14", "1", Fit.INSIDE),
    ("15/12 - 14/3/2026", "2025-12-15..03-14", "1", Fit.INSIDE),
    ("20/11 - 20/01/2027", "11-20..2027-01-20", "4", Fit.PARTLY),
    ("15/12/2025", "2025-12-15", "1", Fit.INSIDE),
    ("15/12", "12-15", "", Fit.OUTSIDE),
    ("31/12", "12-31", "", Fit.OUTSIDE),
    ("20/12/2026", "12-20", "", Fit.OUTSIDE),
    ("15/6/2026", "06-15", "3", Fit.INSIDE),
    ("15/6/26", "06-15", "3", Fit.INSIDE),
    ("15.6.2026", "06-15", "3", Fit.INSIDE),
    ("15-6-2026", "06-15", "3", Fit.INSIDE),
    ("2026-06-15", "06-15", "3", Fit.INSIDE),
    ("2026-06-15 00:00:00", "06-15", "3", Fit.INSIDE),
    ("Ngày 15 tháng 6", "06-15", "3", Fit.INSIDE),
    ("Ngày 15, tháng 6, năm 2026", "06-15", "3", Fit.INSIDE),
    ("8h00 ngày 15/6", "06-15", "3", Fit.INSIDE),
    ("Thứ tư, 15/6/2026", "06-15", "3", Fit.INSIDE),
    ("31/02", None, None, Fit.UNKNOWN),
    ("31/4", None, None, Fit.UNKNOWN),
    ("29/02", None, None, Fit.UNKNOWN),
    ("29/02/2028", "2028-02-29", "", Fit.OUTSIDE),
    ("32/1", None, None, Fit.UNKNOWN),
    ("15/13", None, None, Fit.UNKNOWN),
    ("Tháng 10/2026 (hưởng ứng Ngày Chuyển đổi số 10/10)", "10-10", "4", Fit.INSIDE),
    ("Quý II (trước 15/6)", "06-14", "2", Fit.INSIDE),
    ("Quý I, 15/3", "2025-12-15..03-15", "12", Fit.INSIDE),
    ("Đợt 1: tháng 3; đợt 2: tháng 9", "03-01..03-31; 09-01..09-30", "1234", Fit.INSIDE),
    ("Đợt 1, 15/3; đợt 2, 15/9", "03-15; 09-15", "24", Fit.INSIDE),
    ("Thường xuyên, cao điểm quý II", "01-01..12-31", "1234", Fit.INSIDE),
    ("Thường xuyên; hoàn thành trước 15/11", "11-14", "4", Fit.INSIDE),
    ("Thường xuyên, đột xuất", "01-01..12-31", "1234", Fit.INSIDE),
    ("Tháng 3 và 15/6", "03-01..03-31; 06-15", "123", Fit.INSIDE),
    ("Sau khi có hướng dẫn của tỉnh", None, None, Fit.UNKNOWN),
    ("Sau khi kết thúc quý I", None, None, Fit.UNKNOWN),
    ("Trong vòng 15 ngày kể từ ngày 01/3/2026", None, None, Fit.UNKNOWN),
    ("Khi có yêu cầu", None, None, Fit.UNKNOWN),
    ("Đột xuất", None, None, Fit.UNKNOWN),
    ("Theo kế hoạch", None, None, Fit.UNKNOWN),
    ("Theo Kế hoạch năm 2026", None, None, Fit.UNKNOWN),
    ("Theo Kế hoạch số 12/KH-UBND ngày 15/3/2026", None, None, Fit.UNKNOWN),
    ("Dịp Tết Nguyên đán", None, None, Fit.UNKNOWN),
    ("Không thường xuyên", None, None, Fit.UNKNOWN),
    ("Năm 2024", "2024-01-01..2024-12-31", "", Fit.OUTSIDE),
    ("Quý II/2027", "2027-03-15..2027-06-14", "", Fit.OUTSIDE),
    ("Năm 2026 và các năm tiếp theo", "01-01..12-31", "1234", Fit.INSIDE),
    ("Ngay sau khi ban hành", None, None, Fit.UNKNOWN),
    ("1/2", "02-01", "1", Fit.INSIDE),
    ("abc", None, None, Fit.UNKNOWN),
    ("Theo tiến độ", None, None, Fit.UNKNOWN),
    ("Năm 2026: quý I, III", "2025-12-15..03-14; 06-15..09-14", "13", Fit.INSIDE),
    ("Quý III/năm 2026", "06-15..09-14", "3", Fit.INSIDE),
    ("Tháng 6 và quý I/2027", "06-01..06-30; 12-15..2027-03-14", "23", Fit.PARTLY),
    ("Cuối tháng", "01-01..12-31", "1234", Fit.INSIDE),
    ("6 tháng 2026", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("Tháng 3 hằng năm", "03-01..03-31", "12", Fit.INSIDE),
    ("Trước ngày 15/11 hằng năm", "11-14", "4", Fit.INSIDE),
    ("Năm học 2025 - 2026", None, None, Fit.UNKNOWN),
    ("Quý II hoặc quý III", "03-15..09-14", "23", Fit.INSIDE),
    ("Từ 01/01 đến 31/12/2026", "01-01..12-31", "1234", Fit.INSIDE),
    ("- Đợt 1: trước 15/3", "03-14", "1", Fit.INSIDE),
    ("Tháng 12/2025 đến tháng 3/2026", "2025-12-01..03-31", "12", Fit.PARTLY),
    ("12/2025 - 3/2026", "2025-12-01..03-31", "12", Fit.PARTLY),
    ("Hoàn thành trước 15/6, báo cáo trước 15/12", "06-14; 12-14", "24", Fit.INSIDE),
    ("Quý I: 01 hội nghị; quý III: 02 hội nghị", "2025-12-15..03-14; 06-15..09-14", "13", Fit.INSIDE),
    ("Thường xuyên, 3 tháng đầu năm", "2025-12-15..03-14", "1", Fit.INSIDE),
    ("Theo kế hoạch của UBND tỉnh, trong quý II", "03-15..06-14", "2", Fit.INSIDE),
    ("Từ ngày 05/01 đến 25/12/2026", "01-05..12-25", "1234", Fit.INSIDE),
    ("hang nam", "01-01..12-31", "1234", Fit.INSIDE),
    ("Quy II", "03-15..06-14", "2", Fit.INSIDE),
    ("Thang 3 - thang 5", "03-01..05-31", "12", Fit.INSIDE),
    ("quy I, III", "2025-12-15..03-14; 06-15..09-14", "13", Fit.INSIDE),
    ("truoc ngay 15/6", "06-14", "2", Fit.INSIDE),
    ("6 thang dau nam", "2025-12-15..06-14", "12", Fit.INSIDE),
    ("Trong tháng 11, 12", "11-01..12-31", "4", Fit.INSIDE),
    ("Ngày 09/11", "11-09", "4", Fit.INSIDE),
    ("Trước 25 tháng 12", "12-24", "", Fit.OUTSIDE),
    ("Tháng 5+6", "05-01..06-30", "23", Fit.INSIDE),
    ("", None, None, Fit.UNKNOWN),
]
NEEDS_MARKS = {"Tháng ba", "tháng tư", "Tháng sáu", "Tháng năm", "Tháng mười hai", "Quý thứ hai", "Quý tư"}


def spans_of(written):
    def day(text):
        return dt.date.fromisoformat(text if len(text) > 5 else f"{YEAR}-{text}")

    pairs = [each.partition("..") for each in written.split("; ")]
    return tuple((day(start), day(end or start)) for start, _, end in pairs)


@pytest.mark.parametrize(("text", "spans", "falls_in", "lies"), PHRASES)
def test_a_time_is_understood_as_days_and_quarters(text, spans, falls_in, lies):
    understood = understand(text, YEAR)
    if spans is None:
        assert understood is None
        assert quarters(text, YEAR) is None
    else:
        assert understood.spans == spans_of(spans)
        assert quarters(text, YEAR) == {int(number) for number in falls_in}
    assert fit(text, YEAR) is lies


@pytest.mark.parametrize("text", [text for text, *_ in PHRASES])
def test_capitals_composition_and_blanks_do_not_matter(text):
    meant = understand(text, YEAR)
    assert understand(text.upper(), YEAR) == meant
    assert understand(unicodedata.normalize("NFD", text), YEAR) == meant
    assert understand(f"  {text.replace(' ', '  ')}\n", YEAR) == meant


@pytest.mark.parametrize("text", [text for text, *_ in PHRASES if text not in NEEDS_MARKS])
def test_marks_left_out_do_not_matter_but_in_numbers_written_as_words(text):
    assert understand(search_key(text), YEAR) == understand(text, YEAR)


def test_quarters_follow_the_scheme():
    assert quarters("tháng 9", 2026, CALENDAR) == {3}
    assert understand("Quý I", 2026, CALENDAR).spans == ((dt.date(2026, 1, 1), dt.date(2026, 3, 31)),)
    assert understand("Đầu quý II", 2026, CALENDAR).spans == ((dt.date(2026, 4, 1), dt.date(2026, 4, 30)),)
    assert fit("20/12", 2026, CALENDAR) is Fit.INSIDE
    assert fit("15/12/2025", 2026, CALENDAR) is Fit.OUTSIDE


@pytest.mark.parametrize("year", [2023, 2024, 2100, 2000])
def test_the_last_of_february_follows_the_calendar(year):
    last = (dt.date(year, 3, 1) - dt.timedelta(days=1)).day
    assert understand("tháng 2", year).end == dt.date(year, 2, last)
    assert understand("cuối tháng 2", year).end.day == last
    assert understand("trước tháng 3", year).start == dt.date(year, 2, last)
    assert (understand("29/02", year) is None) == (last == 28)
    assert understand(f"29/02/{year}", 2026) == understand("29/02", year)


def test_an_essay_is_no_time_and_is_read_at_once():
    began = time.perf_counter()
    for text in ("Quý II, " * 5000, "1 - " * 99, "15/6, " * 66, "a" * 40_000):
        understand(text, 2026)
    assert time.perf_counter() - began < 0.5
    assert understand("Quý II " * 5000, 2026) is None


PIECES = (
    "quý tháng ngày năm tuần đầu cuối giữa nửa trước sau từ đến hết hằng I II IV 3 15 31 02 2026 / - , ; ("
)
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join)


@given(WORDS | st.text(alphabet="quýthángnămtừđến 0123456789/-.,;", max_size=40), st.integers(1900, 2999))
@example("00/00/0000", 2026)
@example("tháng 12/9999 trở đi", 2026)
@example("tuần 0 tháng 5", 2026)
def test_whatever_is_typed_is_understood_as_days_in_order_or_not_at_all(text, year):
    understood = understand(text, year)
    if understood is not None:
        assert understood.spans
        assert all(start <= end for start, end in understood.spans)
        assert list(understood.spans) == sorted(understood.spans)
        assert quarters(text, year) <= {1, 2, 3, 4}
