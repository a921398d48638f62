#!/bin/sh
# Database, files and keys into FOLDER/<day>. Environment as for the web process. Usage: backup.sh FOLDER
set -eu
target=${1:?folder}/$(date +%Y-%m-%d-%H%M)
data=${KHOITHIDUA_DATA:?}
mkdir -p "$target"
pg_dump --format=custom --file="$target/database.dump" "${DATABASE_URL:?}"
# Files are named by their content and never change: what is there already is not copied again.
rsync -a --link-dest="$(dirname "$target")/files" "$data/files/" "$(dirname "$target")/files/"
tar -C "$data" -cf "$target/keys-and-secrets.tar" keys secrets
chmod 600 "$target/keys-and-secrets.tar"
echo "$target"
