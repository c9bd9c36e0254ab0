"""User names: made of the address, numbered, unique, and good for signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hubbub.access.users.naming import clean_username, suggested_username
from hubbub.kernel.errors import Invalid
from tests.access.users.test_users import make
from tests.world import PASSWORD

if TYPE_CHECKING:
    from tests.api import Api
    from tests.world import World


@pytest.mark.parametrize(
    ("name", "email", "wanted"),
    [
        ("Eva Kovač", "eva.kovac@example.com", "eva.kovac"),
        ("Eva Kovač", "šđ@example.com", "eva.kovac"),
        ("田中", "x@example.com", "user"),
        ("A", "Eva+Work@example.com", "eva.work"),
    ],
)
def test_a_suggestion(name: str, email: str, wanted: str) -> None:
    assert suggested_username(name, email) == wanted
    assert clean_username(wanted) == wanted


@pytest.mark.parametrize("bad", ["ab", "eva@home", "eva kovac", "-eva", "eva.", "x" * 65, "еvа1"])
def test_a_bad_one(bad: str) -> None:
    with pytest.raises(Invalid):
        clean_username(bad)


async def test_names_are_numbered_and_sign_in_without_regard_to_case(
    world: World, api: Api
) -> None:
    by = world.ours.founder
    first = (await make(api, by, email="eva@one.example")).json()
    second = (await make(api, by, email="eva@two.example")).json()
    elsewhere = (await make(api, world.theirs.founder, email="eva@three.example")).json()
    assert [each["username"] for each in (first, second, elsewhere)] == ["eva", "eva2", "eva3"]
    signed_in = await api.post(None, "/api/session", {"name": "EVA2", "password": PASSWORD})
    assert signed_in["user"]["id"] == second["id"]
    assert signed_in["user"]["username"] == "eva2"
    by_mail = await api.post(
        None, "/api/session", {"name": "EVA@one.example", "password": PASSWORD}
    )
    assert by_mail["user"]["id"] == first["id"]


async def test_a_taken_one_is_refused_beside_its_field(world: World, api: Api) -> None:
    assert (await make(api, world.ours.founder, username="Eva.K")).status_code == 201
    for by in (world.ours.founder, world.theirs.founder):
        refused = await make(api, by, username="eva.k")
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "username"
