"""The roles in which people take part on site, as the documents name them."""

ATELIER = "atelier"
EXHIBITOR = "exposant"
