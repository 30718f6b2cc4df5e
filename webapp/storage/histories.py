"""What became of a person's reminders: read together, page by page."""

from sqlalchemy import Index

from webapp.storage.sessions import StoredSession

Index(
    "ix_sessions_occurrence",
    StoredSession.occurrence_id,
    sqlite_where=StoredSession.occurrence_id.is_not(None),
    postgresql_where=StoredSession.occurrence_id.is_not(None),
)
