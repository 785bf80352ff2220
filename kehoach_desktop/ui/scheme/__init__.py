"""The page of Kỳ báo cáo: which periods the office reports on, when they close and are to be sent."""
