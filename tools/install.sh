#!/bin/sh
# Installs what the project needs; safe to repeat. Called by make, and by hand on a server:
#   install.sh run          what the product runs on
#   install.sh test         that, and what tests and lint need
#   install.sh production   what runs, exactly the files whose hashes stand in requirements/production.lock
set -eu
cd "$(dirname "$0")/.."
wanted=${1:-run}
python=${PYTHON:-python3}

packages=""
need() { packages="$packages $1"; }
has_library() { (ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null) | grep -q "$1"; }

command -v "$python" >/dev/null 2>&1 || need python3
"$python" -c 'import venv, ensurepip' >/dev/null 2>&1 || need python3-venv
if [ "$(uname -s)" = Linux ]; then
    has_library libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
    has_library libharfbuzz-subset.so.0 || need libharfbuzz-subset0
    [ -d /usr/share/fonts/truetype/liberation2 ] || [ -d /usr/share/fonts/truetype/liberation ] || need fonts-liberation2
    if [ "$wanted" = test ]; then
        # Without windows: a fifth of the processor time of the package "chromium".
        command -v chromium-headless-shell >/dev/null 2>&1 || need chromium-headless-shell
        command -v java >/dev/null 2>&1 || need default-jre-headless # the HTML checker (docs/adr/0023-html-checker.md)
        [ -e /usr/lib/softhsm/libsofthsm2.so ] || need softhsm2 # a device for keys, of software: tests/libraries
        command -v pdfsig >/dev/null 2>&1 || need poppler-utils
        # What others open our Word files with: tracked changes are accepted and refused by it.
        command -v soffice >/dev/null 2>&1 || need libreoffice-writer-nogui
        # make deploy-check: the system's own server and proxy; neither is left running.
        [ -d /usr/lib/postgresql ] || need postgresql
        [ -x /usr/sbin/nginx ] || need nginx-light
        has_library libatomic.so.1 || need libatomic1 # the driver of Playwright
    fi
fi

if [ -n "$packages" ]; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root=sudo
    if ! command -v apt-get >/dev/null 2>&1 || { [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; }; then
        echo "Máy còn thiếu các gói:$packages. Hãy cài chúng rồi chạy lại lệnh này." >&2
        exit 1
    fi
    echo "Cài các gói hệ thống:$packages"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086 - the list is ours, one word a package
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Cần Python 3.11 trở lên. Đặt PYTHON=python3.11 rồi chạy lại." >&2
    exit 1
}
case $wanted in
    run) list=requirements/run.txt ;;
    test) list=requirements.txt ;;
    production) list=requirements/production.lock ;;
    *) echo "install.sh run | test | production" >&2 && exit 2 ;;
esac
echo "Cài các thư viện trong $list …"
hashes=""
[ "$wanted" = production ] && hashes=--require-hashes
.venv/bin/python -m pip install -q --disable-pip-version-check $hashes -r "$list"
touch ".venv/$wanted-ready"
[ "$wanted" = run ] || touch .venv/run-ready
