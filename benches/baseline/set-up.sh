#!/bin/sh
# Makes a Python environment with pySBD and Recognizers-Text in target/baseline, builds attest, and compares their speed.
# Arguments go to compare.py: benches/baseline/set-up.sh [--bytes N] [FILE…]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
repository=$(CDPATH='' cd -- "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$repository/target}
environment=$target/baseline
if [ ! -x "$environment/bin/python" ]; then
    python3 -m venv "$environment"
fi
# setuptools: Recognizers-Text asks for pkg_resources, which is no longer part of Python; its emoji is that of 2021.
"$environment/bin/pip" install --quiet 'setuptools<81' pysbd==0.3.4 \
    recognizers-text==1.0.2a2 recognizers-text-number==1.0.2a2 recognizers-text-number-with-unit==1.0.2a2 \
    recognizers-text-date-time==1.0.2a2 emoji==1.1.0
cargo build --release --locked --no-default-features --manifest-path "$repository/Cargo.toml"
exec "$environment/bin/python" "$here/compare.py" --attest "$target/release/attest" "$@"
