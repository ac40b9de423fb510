"""Lineup runs what a community does together."""

VERSION = "0.1.0"
