"""Files in a bucket; nothing in it is public, and nothing is waited for longer than a page may take."""

from collections.abc import Iterator
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

PATIENCE_S = 10
CHUNK = 64 * 1024


class Bucket(S3Storage):
    """A bucket of S3 or of what speaks it; see `files.settings`."""

    def get_default_settings(self) -> dict[str, Any]:
        config = Config(
            connect_timeout=PATIENCE_S,
            read_timeout=PATIENCE_S,
            retries={"max_attempts": 3},
            signature_version="s3v4",
            s3={"addressing_style": "path"},
        )
        return {**super().get_default_settings(), "default_acl": None, "file_overwrite": False, "client_config": config}

    def part(self, name: str, first: int, last: int) -> Iterator[bytes]:
        """Return the bytes from `first` to `last` of a file, and fetch no others. Raises FileNotFoundError."""
        try:
            found = self.bucket.Object(name).get(Range=f"bytes={first}-{last}")
        except ClientError:
            raise FileNotFoundError(name) from None
        chunks: Iterator[bytes] = found["Body"].iter_chunks(CHUNK)
        return chunks
