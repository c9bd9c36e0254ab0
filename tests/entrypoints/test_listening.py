"""The socket is taken once, told plainly when it cannot be, and passed on."""

from __future__ import annotations

import os
import threading

import pytest

from hubbub.entrypoints.listening import (
    DESCRIPTOR,
    PortTakenError,
    inherited,
    listen,
    listen_patiently,
)


def test_a_taken_port_says_what_to_do() -> None:
    with (
        listen("127.0.0.1", 0) as first,
        pytest.raises(PortTakenError, match="HUBBUB_PORT"),
    ):
        listen("127.0.0.1", first.getsockname()[1])


def test_a_host_that_is_not_ours_says_what_to_do() -> None:
    with pytest.raises(PortTakenError, match="HUBBUB_HOST"):
        listen("203.0.113.7", 0)


def test_a_passed_on_socket_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with listen("127.0.0.1", 0) as listener:
        monkeypatch.setenv(DESCRIPTOR, str(os.dup(listener.fileno())))
        with inherited() or pytest.fail("it was not found") as again:
            assert again.getsockname() == listener.getsockname()
    assert inherited() is None


def test_a_port_that_is_let_go_in_time_is_taken() -> None:
    holder = listen("127.0.0.1", 0)
    port = holder.getsockname()[1]
    letting_go = threading.Timer(0.3, holder.close)
    letting_go.start()
    with listen_patiently("127.0.0.1", port) as listener:
        assert listener.getsockname()[1] == port
    letting_go.join()
