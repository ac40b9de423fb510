"""What Discord allows, as its documentation of August 2026 has it."""

CHANNELS = 500
CHANNELS_IN_CATEGORY = 50
ROLES = 250
OVERWRITES = 1000
ACTIVE_THREADS = 1000
THREAD_MEMBERS = 1000
NAME = 100
TOPIC = 1024
MESSAGE = 2000
TITLE = 256
DESCRIPTION = 4096
BUTTON = 80

# how many of ours a category takes: the rest is left to people
OURS_IN_CATEGORY = 45
