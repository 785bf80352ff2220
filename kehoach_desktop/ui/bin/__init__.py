"""The page of Thùng rác: what was deleted in the last 30 days."""
