"""What learning costs: `python -m bench.courses`.

A lesson done in courses of 10 and of 2,000 lessons; the instructor's figures of 100 and of 10,000 enrolments.
"""

import argparse

from bench import stage, tables

HEAD = ["database", "what", "of", "times", "p50 ms", "p95 ms", "queries"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    rows = []
    for database in parser.parse_args().database or ["sqlite", "postgresql"]:
        with stage.prepared(database) as made:
            told = made.script("bench.lectures")
            rows += [[database, *line.split("\t")] for line in told.splitlines() if "\t" in line]
    tables.show("What learning costs", HEAD, rows)


if __name__ == "__main__":
    main()
