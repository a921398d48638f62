#!/bin/sh
# Brings the front-end files and the print fonts into the repository.
# Run only by a developer who upgrades one of them (needs npm and the project's .venv);
# running the application never needs it, and tests/house/test_vendor.py checks the hashes.
set -eu

cd "$(dirname "$0")/.."
python=.venv/bin/python
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT

printf '{"private": true}\n' > "$box/package.json"
npm install --prefix "$box" --no-audit --no-fund --ignore-scripts --silent \
  bootstrap@5.3.9 \
  bootstrap-icons@1.13.2 \
  @fontsource/inter@5.3.0 \
  @fontsource/tinos@5.3.0 \
  @fontsource/playfair-display@5.3.0 \
  axe-core@4.14.1

# The same input must give the same bytes: fontTools stamps files with this moment.
SOURCE_DATE_EPOCH=1577836800
export SOURCE_DATE_EPOCH

"$python" -m tools.vendor_files "$box/node_modules"
"$python" -m tools.vendor_icons "$box/node_modules"
"$python" -m tools.vendor_print_fonts "$box/node_modules"
"$python" -m tools.vendor_manifest "$box/node_modules"
