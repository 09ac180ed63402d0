# shellcheck shell=bash
# A small Debian with systemd: the lowest layer of every node's root filesystem. systemd 252 still takes
# cgroup v1; 258 and newer do not. busybox-static is for the images.
DEBIAN_PACKAGES=systemd,systemd-sysv,dbus,iptables,nftables,conntrack,iproute2,kmod,mount,procps,ethtool,curl,ca-certificates,busybox-static

build_debian() {
	local sources=()
	# The machine's own package sources where they are of the same suite: they may name a nearer mirror.
	if grep -qs "^VERSION_CODENAME=$DEBIAN_SUITE$" /etc/os-release && [ -f /etc/apt/sources.list.d/debian.sources ]; then
		sources=(/etc/apt/sources.list.d/debian.sources)
	fi
	nice -n 10 mmdebstrap --quiet --variant=minbase --format=directory --include="$DEBIAN_PACKAGES" \
		--dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' "$DEBIAN_SUITE" "$1" "${sources[@]}"
	rm -rf "$1"/var/cache/apt/* "$1"/var/lib/apt/lists/*
}
