"""What the commands cost, as ratios from one run: `make bench` writes docs/benchmarks.md.

To add a benchmark: a file bench_NAME.py with `measure(quick) -> dict` (or a list of them): name, ratio, aim (at most), details.
"""
