#!/bin/bash
# enter.sh LAB NODE command…: runs the command as process 1 of new namespaces, in the node's control
# groups. When this process dies, process 1 is killed and with it the node's every process.
set -euo pipefail
. "$(dirname "$0")/cgroups.sh"
enter_cgroups "$1" "$2"
shift 2
exec unshare --mount --pid --net --uts --ipc --cgroup --fork --kill-child "$@"
