"""A bucket of the tests' own, on a server on this machine that speaks S3."""

import contextlib
import secrets
from collections.abc import Iterator

import boto3
from moto.server import ThreadedMotoServer


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Yield the address of a new, empty bucket, as LINEUP_FILES takes it."""
    name = f"lineup-{secrets.token_hex(4)}"  # what a bucket holds outlives its server, in this process
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "a secret/with signs"}
        boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1", **keys).create_bucket(
            Bucket=name
        )
        yield f"s3+http://key:a%20secret%2Fwith%20signs@{host}:{port}/{name}"
    finally:
        server.stop()
