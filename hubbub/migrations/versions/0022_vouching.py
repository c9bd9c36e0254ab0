"""What a sign-in provider may stand for: users with no more rights than its savers had."""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

# Providers from before count as vouched for by who saved them last, as far as that was somebody
# who may give anything; the others stand only for users without rights until they are saved again.
UP = """
ALTER TABLE openid_providers ADD COLUMN vouched_for text[] NOT NULL DEFAULT '{}';
UPDATE openid_providers p SET vouched_for = ARRAY['account/roles/grant-any']
WHERE EXISTS (
    SELECT 1 FROM user_roles u
    JOIN roles r ON r.account_id = u.account_id AND r.id = u.role_id
    WHERE u.account_id = p.account_id AND u.user_id = p.configured_by
      AND (r.default_key = 'administrator' OR 'account/roles/grant-any' = ANY(r.permissions))
);
ALTER TABLE openid_providers ALTER COLUMN vouched_for DROP DEFAULT;
"""


def upgrade() -> None:
    op.execute(UP)
