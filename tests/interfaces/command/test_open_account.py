import io
import re

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from lineup.core.people.models import Account


def opened(*arguments: str) -> str:
    printed = io.StringIO()
    call_command("open_account", *arguments, stdout=printed)
    return printed.getvalue()


@pytest.mark.django_db
@pytest.mark.req("P02")
def test_the_first_platform_admin_signs_in_with_the_printed_password(client: Client) -> None:
    said = opened("Root@Example.org", "--name", "Root")
    password = re.search(r"password (\S+) and", said)
    assert password is not None
    account = Account.objects.get(email="root@example.org")
    assert account.is_platform_admin
    client.post("/account/login", {"login": "root@example.org", "password": password[1]})
    assert client.get("/platform/audit").status_code == 200


@pytest.mark.django_db
@pytest.mark.req("P02")
def test_an_address_has_one_account() -> None:
    opened("root@example.org")
    with pytest.raises(CommandError, match="already"):
        opened("ROOT@example.org")
    assert Account.objects.count() == 1
