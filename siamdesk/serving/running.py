"""A service at an address of this machine, until it is told to stop."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from siamdesk.errors import SiamDeskError

CONNECTIONS = 128
"""Requests at a time; others are told to come again."""


def run_service(app: FastAPI, host: str, port: int, *, started: Callable[[str], None]) -> None:
    """Serve until Ctrl+C or a polite kill; what was begun is answered. For the main thread.

    `started` is told the address, with the port that the system chose for 0.

    Raises:
        SiamDeskError: the address can't be used.
        KeyboardInterrupt: it was Ctrl+C.

    """
    with _listening(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        started(f"http://{name}:{listening.getsockname()[1]}")
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            limit_concurrency=CONNECTIONS,
            timeout_graceful_shutdown=30,
        )
        uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=CONNECTIONS)
    except (OSError, OverflowError, TypeError, UnicodeError) as error:  # some for odd hosts
        reason = getattr(error, "strerror", None) or str(error)
        raise SiamDeskError(
            f"{host}, port {port}, can't be used ({reason}). Choose another one with --host or "
            "--port; --port 0 takes any that is free."
        ) from error
