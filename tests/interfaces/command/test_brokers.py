import pytest
from django.core.management import CommandError, call_command


@pytest.mark.parametrize("name", ["relay", "worker"])
def test_without_a_broker_one_is_told_what_to_do(name):
    with pytest.raises(
        CommandError, match=r"set LINEUP_BROKER, like redis://127\.0\.0\.1:6379/1; or run manage\.py work"
    ):
        call_command(name)


def test_an_unknown_queue_is_named_beside_those_there_are():
    with pytest.raises(CommandError, match=r"There is no queue named post; choose from: default, mail"):
        call_command("worker", "--queues", "mail,post")


@pytest.mark.parametrize("threads", ["0", "101"])
def test_how_many_threads_there_can_be_is_told(threads):
    with pytest.raises(CommandError, match="from 1 to 100"):
        call_command("worker", "--threads", threads)
