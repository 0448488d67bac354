"""What docs/measured.md promises, measured: ``python -m tests.bench`` (script/bench)."""
