# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# The node as this pod sees it, and its programs.

say() { printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"; }

uptime_seconds() { cut -d. -f1 /proc/uptime; }

# in_host COMMAND…: runs a program of the node with the node's own libraries.
in_host() { chroot "$HOST" "$@" 9>&-; }

# on_host COMMAND…: runs a program outside this pod, by the node's systemd, and prints what it says. This is
# as much as root on the node; it is used to read what a container cannot see.
on_host() { in_host /usr/bin/systemd-run --wait --pipe --quiet --collect "$@" < /dev/null; }

# What chroot needs beside the mounted folders: the links of a merged /usr, and what systemctl takes for
# "booted with systemd".
lay_out_host() {
	for name in bin sbin lib lib64; do
		[ -e "$HOST/$name" ] || ln -s "usr/$name" "$HOST/$name"
	done
	mkdir -p "$HOST/run/systemd/system" "$HOST/tmp" "$HOST/api" "$HOST/dev" "$HOST$BASE/releases"
	chmod 700 "$HOST/api"
	[ -e "$HOST/dev/null" ] || : > "$HOST/dev/null"
}

# lock_node: one installer a node. The kernel lets go of the lock when this process ends, however it ends.
lock_node() {
	[ -z "$locked" ] || return 0
	[ -x "$HOST/usr/bin/flock" ] || refuse 'the node has no /usr/bin/flock' || return 1
	exec 9> "$HOST$BASE/lock"
	if ! chroot "$HOST" /usr/bin/flock --nonblock 9; then
		state=waiting
		fail 'another installer holds the lock of this node'
		return 1
	fi
	locked=1
}
