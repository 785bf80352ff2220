"""The list of proposed changes on the page of Kế hoạch năm sau."""
