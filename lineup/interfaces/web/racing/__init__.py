"""Pages of racing: the catalogue, and drivers."""
