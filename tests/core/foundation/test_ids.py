import os
import time

from lineup.core.foundation import ids


def test_ids_sort_in_the_order_of_making_also_within_a_millisecond():
    made = [ids.new() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == 20_000


def test_an_id_is_a_uuid_of_version_seven_and_carries_its_time():
    before = time.time_ns() // 1_000_000
    made = ids.new()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_processes_that_were_forked_make_different_ids():
    ids.new()
    reading, writing = os.pipe()
    for _ in range(4):
        if os.fork() == 0:
            os.write(writing, "".join(ids.new().hex for _ in range(200)).encode())
            os._exit(0)
    for _ in range(4):
        os.wait()
    os.close(writing)
    with os.fdopen(reading) as made:
        text = made.read()
    found = [text[start : start + 32] for start in range(0, len(text), 32)]
    assert len(set(found)) == 800
