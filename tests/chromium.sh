#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests, and installs one (with Chinese fonts) if none
# is there: by apt where there is apt, by Playwright's own download elsewhere.
set -euo pipefail

find_one() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] && command -v "$name" && return 0
    done
    for path in \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "$HOME"/Library/Caches/ms-playwright/chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium \
        "$HOME"/.cache/ms-playwright/chromium-*/chrome-linux*/chrome; do
        [ -x "$path" ] && echo "$path" && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

if command -v apt-get >/dev/null && { ! find_one >/dev/null || [ -z "$(fc-list :lang=zh 2>/dev/null)" ]; }; then
    echo "Installing Chromium and Chinese fonts for the browser tests …" >&2
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq >&2
    as_root apt-get install -y -qq chromium fonts-noto-cjk fontconfig >&2
elif ! find_one >/dev/null; then
    .venv/bin/python -m playwright install chromium >&2
fi
find_one
