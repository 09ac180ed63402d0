#!/bin/bash
# down.sh: ends what up.sh and kwok.sh started, by recorded process, and takes bridge, groups and files
# away. Safe to run again. KEEP=1 keeps etcd's data and the nodes' disks for the next up.sh.
. "$(dirname "$0")/settings.sh"
. "$LAB/control-plane.sh"
if [ ! -f "$RUN/settings" ]; then # nothing was started yet
	rm -rf "$RUN"
	exit
fi
export KEEP=${KEEP:-0}

refuse_starts
stop kwok
downs=()
for dir in "$RUN"/nodes/*/; do
	[ -d "$dir" ] || continue
	"$LAB/node.sh" down "$(basename "$dir")" &
	downs+=($!)
done
failed=0
for pid in "${downs[@]}"; do wait "$pid" || failed=1; done
stop_control_plane "$KEEP"
! ip link show "$BRIDGE" > /dev/null 2>&1 || ip link del "$BRIDGE"
[ "$failed" = 0 ] || die "not all is down: see above; what is left is recorded in $RUN"
[ "$KEEP" = 1 ] || rm -rf "$RUN"
say 'cluster is down'
