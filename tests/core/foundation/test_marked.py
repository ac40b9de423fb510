from lineup.core.foundation import marked


def test_of_markdown_the_words_are_left_in_one_line() -> None:
    assert marked.plain("# Practice\n\n**Thursday** at [eight](https://a.example), R&D < *us*") == (
        "Practice Thursday at eight, R&D < us"
    )


def test_long_words_end_between_two_of_them() -> None:
    assert marked.plain("one two three", most=9) == "one two…"
