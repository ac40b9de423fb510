"""Where uploaded files lie: a folder of this machine, or a bucket that all machines reach (S3 and what speaks it)."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from lineup.config.environment import Environment


def settings(environment: Environment) -> dict[str, Any]:
    """The entry for STORAGES["default"]. Nothing in a bucket is public: pages read the files and check access first."""
    if not environment.files:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    address = urlsplit(environment.files)
    scheme = "http" if address.scheme == "s3+http" else "https"
    options = parse_qs(address.query)
    return {
        "BACKEND": "lineup.config.bucket.Bucket",
        "OPTIONS": {
            "endpoint_url": f"{scheme}://{address.hostname}{f':{address.port}' if address.port else ''}",
            "bucket_name": address.path.strip("/"),
            "access_key": unquote(address.username or ""),
            "secret_key": unquote(address.password or ""),
            "region_name": options.get("region", ["us-east-1"])[0],
        },
    }
