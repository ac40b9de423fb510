"""A sign-up into a pool that holds 100 places against one that holds 100,000: `python -m bench.pool_size`."""

import argparse
import json

from bench import load, processes, sign_ups, stage, tables

SIZES = (100, 100_000)
ROUNDS = 5


def measure(on: stage.Stage, number: int) -> list[list[object]]:
    """Return a row per size; the two take turns, so that a noisy machine disturbs both alike."""
    wanted = {"people": number * 2, "events": [{"stuffed": size} for size in SIZES]}
    made = json.loads(on.script("bench.crowd", json.dumps(wanted)))
    paths = [f"/api/pools/{event['pool']}/places" for event in made["events"]]
    share = number // ROUNDS
    tokens = iter(made["tokens"])
    spent, typical = [0.0, 0.0], [[], []]  # type: list[float], list[list[float]]
    with stage.serving(on):
        for _ in range(ROUNDS):
            for which, path in enumerate(paths):
                requests = [sign_ups.join(path, next(tokens)) for _ in range(share)]
                before = processes.cpu_seconds(*on.roots)
                result = load.run(on.port, requests, clients=4)
                if result.statuses != {201: share}:
                    raise SystemExit(f"Not every sign-up was accepted: {result.statuses}")
                spent[which] += processes.cpu_seconds(*on.roots) - before
                typical[which].append(result.percentile(0.5))
    cpu = [seconds / (share * ROUNDS) * 1000 for seconds in spent]
    return [
        [on.database, size, sorted(typical[n])[ROUNDS // 2], cpu[n], cpu[n] / cpu[0]] for n, size in enumerate(SIZES)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=1000)
    chosen = parser.parse_args()
    rows = []
    for database in ("sqlite", "postgresql"):
        with stage.prepared(database) as on:
            rows += measure(on, chosen.number)
    tables.show(
        "A sign-up into pools of different size",
        ["database", "places already held", "p50 ms", "CPU ms", "ratio of CPU"],
        rows,
    )


if __name__ == "__main__":
    main()
