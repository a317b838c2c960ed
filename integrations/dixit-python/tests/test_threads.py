"""Many texts: in order, on all cores, beside other threads, and in forked processes."""

import multiprocessing
import os
import sys
import threading
import time

import dixit
import pytest
from conftest import TEXT


def test_many_texts_are_read_as_one_by_one(articles: dict[str, str]) -> None:
    texts = [*articles.values(), TEXT, ""] * 3
    assert dixit.extract_many(iter(texts)) == [dixit.extract(text) for text in texts]
    assert dixit.extract_many([]) == []


def test_other_threads_run_meanwhile() -> None:
    # One text, so that nearly all of the call is reading. While the lock is held, at most one or two naps end.
    text = TEXT * 20_000
    done = threading.Event()

    def read() -> None:
        dixit.extract_tables([text])
        done.set()

    worker = threading.Thread(target=read)
    worker.start()
    naps = 0
    while not done.is_set():
        time.sleep(0.001)
        naps += 1
    worker.join()
    assert naps > 20


def _count(text: str) -> int:
    return len(dixit.extract_many([text] * 10)[0].quotes)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python 3.12 and newer warn of a fork beside threads")
def test_a_forked_process_has_threads_of_its_own() -> None:
    wanted = _count(TEXT)  # makes the threads of this process
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(_count, [TEXT] * 4).get(timeout=120) == [wanted] * 4
