import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError

from lineup.core.foundation import clock, starting
from lineup.core.people import opening
from lineup.core.people.models import Account


class Command(BaseCommand):
    help = "Opens an account whose address needs no proof, such as the first platform admin's; prints its password."
    requires_system_checks = starting.UNCHECKED

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how others see them; else the first part of the address")
        parser.add_argument("--role", choices=Account.Role.values, default=Account.Role.ADMIN)
        parser.add_argument("--language", default="en")
        parser.add_argument("--time-zone", default="UTC")

    def handle(self, *args: Any, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        try:
            opening.open_proved(
                email=options["email"],
                password=password,
                name=options["name"] or options["email"].partition("@")[0],
                role=options["role"],
                language=options["language"],
                time_zone=options["time_zone"],
                at=clock.now(),
            )
        except IntegrityError:
            raise CommandError(f"There is an account with the address {options['email']} already.") from None
        self.stdout.write(f"{options['email']} may sign in with the password {password} and should change it.")
