"""Many rows at once, for measures that begin with a full account."""

from hubbub.channels.sms.carriers import Wanted
from hubbub.kernel.secrets import Ring, Secrets

USERS = """
INSERT INTO users (account_id, id, name, email, username)
SELECT %s, id, 'User', id || '@example.com', id::text FROM unnest(%s::uuid[]) id
"""
SCOPES = "INSERT INTO queue_scopes (account_id, id) SELECT %s, id FROM unnest(%s::uuid[]) id"
QUEUES = """
INSERT INTO queues (account_id, id, name) SELECT %s, id, id::text FROM unnest(%s::uuid[]) id
"""
CUSTOMERS = """
INSERT INTO people (account_id, id, phone)
SELECT %s, md5(n::text)::uuid, '+38591' || lpad(n::text, 7, '0') FROM generate_series(1, %s) n
"""
CONVERSATIONS = """
INSERT INTO conversations (account_id, id, person_id, channel, channel_group, number, carrier_id,
                           queue_id, assignee_id, last_message_at)
SELECT %s, md5('c' || n)::uuid, md5(n::text)::uuid, 'sms', 'text', '+385910000001',
       %s, queue_id, assignee_id, %s + n * interval '1 second'
FROM unnest(%s::uuid[], %s::uuid[]) WITH ORDINALITY AS given (queue_id, assignee_id, n)
"""

SEATS = "INSERT INTO seats (account_id, user_id) SELECT %s, id FROM unnest(%s::uuid[]) id"
HOLDERS = """
INSERT INTO user_roles (account_id, user_id, role_id) SELECT %s, id, %s FROM unnest(%s::uuid[]) id
"""
AGENTS = """
INSERT INTO agents (account_id, user_id, status, capacity)
SELECT %s, id, 'available', %s FROM unnest(%s::uuid[]) id
"""
MEMBERS = """
INSERT INTO memberships (account_id, queue_id, user_id, kind)
SELECT %s, %s, id, 'agent' FROM unnest(%s::uuid[]) id
"""

CARRIER = Wanted("Carrier", "127.0.0.1", 2775, "bench", "bench", enabled=False)
SECRETS = Secrets(lambda: Ring({"k0001": bytes(32)}, "k0001"))
