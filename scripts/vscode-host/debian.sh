#!/usr/bin/env bash
# The Debian packages that the rings need: a browser, fonts with Cyrillic, a compiler for two addons, and Python with
# environments for real Keras.
# Installs only what is missing, and only as root; otherwise it says what somebody must install.
set -euo pipefail

# Package and a file that shows it is there.
packages=(
  chromium:/usr/bin/chromium
  fonts-dejavu-core:/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
  fonts-dejavu-extra:/usr/share/fonts/truetype/dejavu/DejaVuSans-Oblique.ttf
  g++:/usr/bin/g++
  make:/usr/bin/make
  python3:/usr/bin/python3
  python3-venv:/usr/share/doc/python3-venv
)

missing=()
for entry in "${packages[@]}"; do
  [ -e "${entry#*:}" ] || missing+=("${entry%%:*}")
done
if [ "${#missing[@]}" -eq 0 ]; then exit 0; fi

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "The rings need: ${missing[*]}. As root: apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "Installing ${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
