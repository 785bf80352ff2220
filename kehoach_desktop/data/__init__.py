"""How a plan is kept: SQLAlchemy on one SQLite file."""
