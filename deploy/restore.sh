#!/bin/sh
# Restores a backup into an EMPTY database and data folder, then checks it. Usage: restore.sh BACKUP_FOLDER
set -eu
backup=${1:?folder made by backup.sh}
data=${KHOITHIDUA_DATA:?}
[ -z "$(ls -A "$data" 2>/dev/null)" ] || { echo "$data is not empty" >&2; exit 1; }
mkdir -p "$data"
pg_restore --no-owner --exit-on-error --dbname="${DATABASE_URL:?}" "$backup/database.dump"
rsync -a "$(dirname "$backup")/files/" "$data/files/"
tar -C "$data" -xf "$backup/keys-and-secrets.tar"
"$(dirname "$0")/../.venv/bin/python" "$(dirname "$0")/../manage.py" audit_verify
