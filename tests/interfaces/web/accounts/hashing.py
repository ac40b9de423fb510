"""A password hash that takes some ten milliseconds: enough to be seen, not enough to be waited for."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    algorithm = "pbkdf2_quick"
    iterations = 20_000
