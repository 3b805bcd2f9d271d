#!/usr/bin/env python3
"""How long pySBD with Recognizers-Text (number and date-time) take over the same text as `attest suggest`, on one core each.

Usage: compare.py [--attest PROGRAM] [--bytes N] [FILE…]      (set-up.sh makes an environment that has both, and runs this)

The text is the first N bytes (default 200,000) of the files together, in whole paragraphs; without files, of the articles in
seeds/. Every paragraph is one text, for both: what the one is slow at in a long text does not count. Loading and building models is
not counted for Python; for attest everything is, the start of the process too. Each is measured three times; the best counts.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


def paragraphs(files, limit):
    found, size = [], 0
    for file in files:
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.strip():
                size += len(line.encode())
                if size > limit:
                    return found
                found.append(line)
    return found


def best(rounds, act):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


def baseline():
    import pysbd
    from recognizers_date_time import DateTimeRecognizer
    from recognizers_number import NumberRecognizer
    from recognizers_text import Culture

    segmenter = pysbd.Segmenter(language="en", clean=False)
    number = NumberRecognizer(Culture.English).get_number_model()
    date = DateTimeRecognizer(Culture.English).get_datetime_model()
    return {
        "pySBD": segmenter.segment,
        "Recognizers-Text number": number.parse,
        "Recognizers-Text date-time": date.parse,
    }


def one_core():
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--attest", default=str(REPOSITORY / "target/release/attest"))
    arguments.add_argument("--bytes", type=int, default=200_000)
    arguments.add_argument("files", nargs="*", type=pathlib.Path)
    asked = arguments.parse_args()
    one_core()
    files = asked.files or sorted((REPOSITORY / "seeds").glob("*.txt"))
    texts = paragraphs(files, asked.bytes)
    size = sum(len(text.encode()) for text in texts)
    print(f"{len(texts)} paragraphs of {size} bytes")

    total = 0.0
    for name, act in baseline().items():
        failed = 0

        def over_all():
            nonlocal failed
            failed = 0
            for text in texts:
                try:
                    act(text)
                except Exception:  # some texts are more than it can take; it goes on
                    failed += 1

        seconds = best(3, over_all)
        total += seconds
        note = f", failed on {failed} paragraphs" if failed else ""
        print(f"{name}: {seconds:.2f} s, {size / seconds / 1000:.1f} KB/s{note}")

    with tempfile.TemporaryFile() as lines:
        for number, text in enumerate(texts):
            lines.write(json.dumps({"id": number, "text": text, "lang": "en"}).encode() + b"\n")

        def attest():
            lines.seek(0)
            program = [asked.attest, "suggest", "--stdin"]
            subprocess.run(program, stdin=lines, stdout=subprocess.DEVNULL, check=True)

        seconds = best(3, attest)
    print(f"attest suggest: {seconds:.3f} s, {size / seconds / 1000:.0f} KB/s")
    print(f"ratio: {total / seconds:.0f}")


if __name__ == "__main__":
    main()
