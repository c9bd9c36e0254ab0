"""Runs the steps on a connection that `hubbub.kernel.migrating` opened; nothing else runs them."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
