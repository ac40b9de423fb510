"""How a course package is laid out: one document, the stored files beside it by their checksum."""

from lineup.domains.courses import courses, lessons, modules

MEDIA_TYPE = "application/zip"
FORMAT, VERSION = "lineup-course", 1
DOCUMENT, FILES = "course.json", "files/"
# of the package as it is sent, and of all that is in it
LARGEST_BYTES = 100 * 1024 * 1024
LARGEST_DOCUMENT = 20 * 1024 * 1024
MOST_ENTRIES = 2000

# what a package says of each thing, in this order; who learns, teaches and enrols is no part of it
COURSE = ("title", *courses.DETAILS, *courses.WAY_IN, *courses.POOL)
MODULE = modules.FIELDS
LESSON = lessons.FIELDS
