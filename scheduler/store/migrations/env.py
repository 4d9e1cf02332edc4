"""What Alembic runs for every step: on the connection that scheduler.store.migrate hands over."""

from alembic import context

from scheduler.store.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
