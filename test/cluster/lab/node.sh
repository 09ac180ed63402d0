#!/bin/bash
# node.sh up NAME INDEX | down NAME | cycle NAME | exec NAME command…
# A node is a set of namespaces with its own root filesystem, address and systemd. `exec` is a root shell's
# worth of access to it. KEEP=1 node.sh down: keeps its disk. `cycle` takes the power away at once, and gives it
# back.
. "$(dirname "$0")/settings.sh"
. "$LAB/processes.sh"
. "$LAB/node/cgroups.sh"
. "$LAB/node/files.sh"

# node_init NAME: the pid of the node's process 1, as this machine numbers it.
node_init() {
	local outer inner
	outer=$(pid_of "node-$1") || return 1
	inner=$(cat "/proc/$outer/task/$outer/children")
	inner=${inner%% *}
	[ -n "$inner" ] && echo "$inner"
}

up() { # NAME INDEX
	local name=$1 index=$2 dir=$RUN/nodes/$1 ip=$NET.0.$((10 + $2)) init
	! alive "node-$name" || return 0
	mkdir -p "$dir"/{upper,work,root}
	echo "$index" > "$dir/index"
	"$LAB/certs.sh" node "$name" "$ip"
	write_node_files "$dir/upper" "$name" "$index" "$ip" "$NET.$((128 + index)).0/24"
	make_cgroups "$BRIDGE" "$name"
	start "node-$name" "$LAB/node/enter.sh" "$BRIDGE" "$name" \
		"$LAB/node/init.sh" "$name" "$ip" "$HOST_IP" "$dir" "$(layers "$index")" "$IMAGES"
	wait_for 10 node_init "$name" || die "$name did not start: see $RUN/logs/node-$name.log"
	leave_cgroups_2 "$(pid_of "node-$name")"
	init=$(node_init "$name")
	# The kernel may still be about the end of a link of that name.
	wait_for 20 ip link add "v$index-$BRIDGE" type veth peer name eth0 netns "$init" || die "$name gets no link"
	ip link set "v$index-$BRIDGE" master "$BRIDGE" up
}

layers() { # INDEX
	local list
	list=$(containerd_layer "$(nth "$1" "$NODE_CONTAINERD")"):$(kubelet_layer "$(nth "$1" "$NODE_KUBELET")")
	list+=:$RUNC_LAYER:$CNI_LAYER:$ROOTFS
	! has_gvisor "$1" || list=$GVISOR_LAYER:$list
	echo "$list"
}

down() { # NAME
	local init index
	if init=$(node_init "$1"); then
		if [ "${KEEP:-0}" = 1 ]; then
			# A whole power-off would wait for containers that do not heed SIGTERM.
			timeout 15 "$LAB/node.sh" exec "$1" systemctl stop kubelet kube-proxy containerd || true
		fi
		kill -s KILL "$init" 2> /dev/null || true
	fi
	stop "node-$1"
	# The kernel takes the dead node's network down by and by: not to be waited for.
	index=$(cat "$RUN/nodes/$1/index")
	ip link del "v$index-$BRIDGE" 2> /dev/null || true
	remove_cgroups "$BRIDGE" "$1"
	[ "${KEEP:-0}" = 1 ] || rm -rf "${RUN:?}/nodes/$1"
}

# cycle NAME: nothing on it is told; what was not on its disk is gone.
cycle() {
	local init index
	init=$(node_init "$1") || die "$1 is not up"
	index=$(cat "$RUN/nodes/$1/index")
	kill -s KILL "$init"
	stop "node-$1"
	ip link del "v$index-$BRIDGE" 2> /dev/null || true
	remove_cgroups "$BRIDGE" "$1"
	up "$1" "$index"
}

verb=${1:-} name=${2:-}
case $verb in
	up) up "$name" "$3" ;;
	down) down "$name" ;;
	cycle) cycle "$name" ;;
	exec)
		init=$(node_init "$name") || die "$name is not up"
		shift 2
		exec nsenter --target "$init" --mount --pid --uts --ipc --net --cgroup --root --wd -- "$@"
		;;
	*) die 'node.sh up NAME INDEX | down NAME | cycle NAME | exec NAME command…' ;;
esac
