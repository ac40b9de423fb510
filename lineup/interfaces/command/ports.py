"""A free port to listen on."""

import socket

TRIES = 20


def first_free(host: str, port: int) -> int:
    """`port`, or the first free one of the next twenty. Raises OSError when there is none."""
    for candidate in range(port, min(port + TRIES, 65535) + 1):
        if _is_free(host, candidate):
            return candidate
    raise OSError(f"Ports {port} to {port + TRIES} are all in use; set LINEUP_PORT to a free one.")


def answers(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection((_reachable(host), port), timeout=0.5).close()
    except OSError:
        return False
    return True


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
