"""How long a database that has fallen silent is waited for before its connection counts as dead."""

from collections.abc import Mapping
from typing import Final

from psycopg.conninfo import conninfo_to_dict, make_conninfo

# Without these a host that vanished, or a cable that was pulled, is noticed after a quarter of an
# hour where something was sent, and after two hours where only an answer is waited for.
SOON: Final[Mapping[str, int]] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def dial(conninfo: str) -> str:
    """The same address with bounds on silence, but for those that it gives itself."""
    given = conninfo_to_dict(conninfo)
    missing = {name: seconds for name, seconds in SOON.items() if name not in given}
    return make_conninfo(conninfo, **missing)
