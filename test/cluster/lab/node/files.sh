# shellcheck shell=bash
# The files that make a layer of the node's root filesystem this node's own: names, keys, configuration
# and units. Sourced by node.sh.

# Units that would reach for the machine itself.
MASKED_UNITS=(systemd-sysctl.service systemd-modules-load.service systemd-random-seed.service
	systemd-udevd.service sys-kernel-debug.mount sys-kernel-tracing.mount dev-hugepages.mount
	proc-sys-fs-binfmt_misc.automount getty.target console-getty.service apt-daily.timer
	apt-daily-upgrade.timer dpkg-db-backup.timer fstrim.timer e2scrub_all.timer)

# write_node_files ROOT NAME INDEX IP PODS
write_node_files() {
	local etc=$1/etc name=$2 index=$3 ip=$4 pods=$5 layout driver
	layout=$(nth "$index" "$NODE_LAYOUT")
	driver=$(cgroup_driver "$index" "$layout")
	mkdir -p "$etc"/{containerd/conf.d,cni/net.d,kubernetes/pki,systemd/system/multi-user.target.wants}
	echo "$name" > "$etc/hostname"
	printf '127.0.0.1 localhost\n%s %s\n' "$ip" "$name" > "$etc/hosts"
	: > "$etc/resolv.conf"
	[ -s "$etc/machine-id" ] || tr -d - < /proc/sys/kernel/random/uuid > "$etc/machine-id"

	# A kept node keeps its file: an installer may have edited it.
	[ -e "$etc/containerd/config.toml" ] || containerd_config "$index" "$layout" "$driver" > "$etc/containerd/config.toml"
	! has_gvisor "$index" || cp "$LAB/node/runsc.toml" "$etc/containerd/runsc.toml"
	sed "s#@PODS@#$pods#" "$LAB/node/cni.conflist" > "$etc/cni/net.d/10-lab.conflist"

	sed "s#@IP@#$ip#; s#@DRIVER@#$driver#" "$LAB/node/kubelet.yaml" > "$etc/kubernetes/kubelet.yaml"
	sed "s#@NAME@#$name#" "$LAB/node/kube-proxy.yaml" > "$etc/kubernetes/kube-proxy.yaml"
	printf '%s\n' "NODE_NAME=$name" "NODE_IP=$ip" "NODE_LABELS=$(node_labels "$index")" > "$etc/kubernetes/kubelet.env"
	cp "$RUN/pki/ca.crt" "$etc/kubernetes/pki/ca.crt"
	cp "$RUN/pki/node-$name.crt" "$etc/kubernetes/pki/kubelet.crt"
	cp "$RUN/pki/node-$name.key" "$etc/kubernetes/pki/kubelet.key"
	cp "$RUN/kubeconfigs/node-$name.kubeconfig" "$etc/kubernetes/kubelet.kubeconfig"
	cp "$RUN/kubeconfigs/kube-proxy.kubeconfig" "$etc/kubernetes/kube-proxy.kubeconfig"

	write_units "$etc/systemd/system" "$layout"
}

write_units() { # DIR LAYOUT
	local unit
	for unit in containerd lab-images kubelet kube-proxy; do
		cp "$LAB/node/$unit.service" "$1/"
		ln -sf "/etc/systemd/system/$unit.service" "$1/multi-user.target.wants/$unit.service"
	done
	case $2 in
		aks-*)
			mkdir -p "$1/containerd.service.d"
			cp "$LAB/node/containerd-aks.conf" "$1/containerd.service.d/aks.conf"
			;;
	esac
	for unit in "${MASKED_UNITS[@]}"; do ln -sf /dev/null "$1/$unit"; done
	ln -sf /lib/systemd/system/multi-user.target "$1/default.target"
}

has_gvisor() { [ "$1" -le "$GVISOR_NODES" ]; } # INDEX

cgroup_driver() { # INDEX LAYOUT
	if [ "$(nth "$1" "$NODE_DRIVER")" != cgroupfs ] && grep -q 'SystemdCgroup = true' "$LAB/node/layouts/$2.toml"; then
		echo systemd
	else
		echo cgroupfs
	fi
}

# containerd_config INDEX LAYOUT DRIVER: the layout, with runsc's table under the plugin id that the layout uses.
containerd_config() {
	local layout=$LAB/node/layouts/$2.toml id=io.containerd.cri.v1.runtime
	if [ "$3" = cgroupfs ]; then sed 's/SystemdCgroup = true/SystemdCgroup = false/' "$layout"; else cat "$layout"; fi
	has_gvisor "$1" || return 0
	! grep -q '"io.containerd.grpc.v1.cri"' "$layout" || id=io.containerd.grpc.v1.cri
	sed "s/@ID@/$id/" "$LAB/node/gvisor-runtime.toml"
}

# node_labels INDEX: as AKS puts them on the nodes of a pool.
node_labels() {
	local pool mode=user more labels
	pool=$(nth "$1" "$NODE_POOLS")
	more=$(nth "$1" "$NODE_LABELS")
	[ "$pool" != system ] || mode=system
	labels=agentpool=$pool,kubernetes.azure.com/agentpool=$pool,kubernetes.azure.com/mode=$mode
	labels+=,kubernetes.azure.com/os-sku=Ubuntu
	! has_gvisor "$1" || labels+=,aks-sandbox/gvisor=true
	[ "$more" = - ] || labels+=,$more
	echo "$labels"
}
