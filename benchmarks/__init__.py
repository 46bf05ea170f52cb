"""What the commands and the site cost: `make bench` writes docs/benchmarks.md.

To add a benchmark: a file bench_NAME.py with `measure(quick)`, which gives a measuring.Result or a list of them.
"""
