#!/bin/bash
# record.sh FILE command...: writes its own pid and start time to FILE and becomes the command. As the
# process records itself, no moment exists in which a started program is not recorded.
set -euo pipefail
LAB=$(cd "$(dirname "$0")" && pwd)
. "$LAB/processes.sh"
file=$1
shift
echo "$$ $(started_at $$)" > "$file.part"
mv "$file.part" "$file"
exec "$@"
