"""Two hundred names that go with their zones and languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

GIVEN = {
    "fr": [
        "Adèle",
        "Baptiste",
        "Camille",
        "Éloïse",
        "Félix",
        "Garance",
        "Hugo",
        "Inès",
        "Joachim",
        "Léonie",
        "Maël",
        "Noémie",
    ],
    "en": [
        "Aisha",
        "Ben",
        "Charlotte",
        "Dylan",
        "Esther",
        "Finn",
        "Grace",
        "Harvey",
        "Imogen",
        "Jamal",
        "Keira",
        "Lewis",
    ],
    "ca": ["Alexis", "Béatrice", "Cédric", "Dominique", "Émile", "Florence", "Gabriel", "Hélène", "Isaac", "Jade"],
    "jp": ["Aoi", "Haruto", "Hina", "Itsuki", "Koharu", "Minato", "Rin", "Sōta", "Yui", "Yūma"],
    "us": ["Amara", "Caleb", "Daniela", "Ezra", "Hannah", "Luis", "Mei", "Nathan", "Priya", "Zoe"],
    "ke": ["Amani", "Baraka", "Chiku", "Juma", "Makena", "Njeri", "Otieno", "Wanjiru"],
}
FAMILY = {
    "fr": ["Lefèvre", "Moreau", "Chevalier", "Nguyen", "Benali", "Rousseau", "Garnier", "Fernandes"],
    "en": ["Hughes", "Patel", "O’Connor", "Bennett", "Adeyemi", "Clarke"],
    "ca": ["Tremblay", "Gagnon", "Côté", "Singh", "Bouchard"],
    "jp": ["Satō", "Tanaka", "Watanabe", "Kobayashi"],
    "us": ["Rivera", "Johnson", "Chen", "Goldberg"],
    "ke": ["Mwangi", "Odhiambo", "Kamau"],
}
REGIONS = {
    "fr": ("fr", "Europe/Paris"),
    "en": ("en", "Europe/London"),
    "ca": ("fr", "America/Toronto"),
    "jp": ("en", "Asia/Tokyo"),
    "us": ("en", "America/Los_Angeles"),
    "ke": ("en", "Africa/Nairobi"),
}
SHARES = {"fr": 66, "en": 60, "ca": 32, "jp": 18, "us": 16, "ke": 8}


@dataclass(frozen=True)
class Somebody:
    """A person to be made known."""

    name: str
    email: str
    language: str
    zone: str


def everybody() -> Iterator[Somebody]:
    """Yield 200 people, always the same."""
    number = 0
    for region, share in SHARES.items():
        language, zone = REGIONS[region]
        # the product, read crosswise, so that neighbours in a list share no name
        pairs = list(product(FAMILY[region], GIVEN[region]))
        step = len(GIVEN[region]) + 1
        crosswise = (pairs[(place * step) % len(pairs)] for place in range(len(pairs)))
        for family, given in islice(dict.fromkeys(crosswise), share):
            number += 1
            yield Somebody(f"{given} {family}", f"guest{number:03}@lineup.example", language, zone)
