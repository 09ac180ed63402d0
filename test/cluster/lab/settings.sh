# shellcheck shell=bash disable=SC2034
# What a lab is: versions, nodes, folders and addresses. Sourced by every script; set in the environment.
# up.sh keeps its settings in the run folder, and the other scripts read them there: to them only
# AKS_SANDBOX_CLUSTER_CACHE and AKS_SANDBOX_CLUSTER_RUN matter.
set -euo pipefail
LAB=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Folders. A cluster is what lies and runs under RUN; programs, layers and images are shared by all.
CACHE=${AKS_SANDBOX_CLUSTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/aks-sandbox-cluster}
RUN=${AKS_SANDBOX_CLUSTER_RUN:-$CACHE/run}

# shellcheck source=/dev/null
[ "${LAB_NEW:-0}" = 1 ] || [ ! -f "$RUN/settings" ] || . "$RUN/settings"
. "$LAB/versions.sh"

# Nodes: lab-1, lab-2 and so on; the first GVISOR_NODES have runsc from the start.
NODES=${NODES:-2}
GVISOR_NODES=${GVISOR_NODES:-1}

# One word per node, the i-th is lab-i's, the last one goes on for the rest.
# agentpool labels; a pool called system has mode system:
NODE_POOLS=${NODE_POOLS:-gv1 system}
# More labels, as a=b,c=d; - for none:
NODE_LABELS=${NODE_LABELS:--}
# Tried: 1.7.35, 2.2.9, 2.3.7; and kubelets 1.35.4, 1.36.3:
NODE_CONTAINERD=${NODE_CONTAINERD:-$CONTAINERD_VERSION}
NODE_KUBELET=${NODE_KUBELET:-$K8S_VERSION}
# containerd's configuration, a file in node/layouts: lab, aks-legacy, aks-new, aks-kata:
NODE_LAYOUT=${NODE_LAYOUT:-lab}
# The cgroup driver: what the layout says (layout), or cgroupfs:
NODE_DRIVER=${NODE_DRIVER:-layout}

# Addresses: a bridge of our own; nothing listens on the machine's own interfaces. Another cluster
# beside this one takes another LAB_INDEX (0 to 7) and another RUN.
LAB_INDEX=${LAB_INDEX:-0}
NET=10.$((88 + LAB_INDEX))
BRIDGE=akslab$LAB_INDEX
HOST_IP=$NET.0.1
API_PORT=6443
SERVICE_CIDR=10.96.0.0/16
SERVICE_IP=10.96.0.1

SAVED_SETTINGS=(K8S_VERSION ETCD_VERSION CONTAINERD_VERSION RUNC_VERSION CNI_VERSION KWOK_VERSION
	GVISOR_VERSION DEBIAN_SUITE NODES GVISOR_NODES NODE_POOLS NODE_LABELS NODE_CONTAINERD NODE_KUBELET
	NODE_LAYOUT NODE_DRIVER LAB_INDEX)
save_settings() {
	local name
	for name in "${SAVED_SETTINGS[@]}"; do printf '%s=%q\n' "$name" "${!name}"; done > "$RUN/settings"
}

# What the cache holds: programs run on the machine; layers are parts of a node's root filesystem.
K8S=$CACHE/programs/kubernetes-$K8S_VERSION
ETCD=$CACHE/programs/etcd-$ETCD_VERSION
KWOK=$CACHE/programs/kwok-$KWOK_VERSION
ROOTFS=$CACHE/layers/debian-$DEBIAN_SUITE-$ROOTFS_REVISION
RUNC_LAYER=$CACHE/layers/runc-$RUNC_VERSION
CNI_LAYER=$CACHE/layers/cni-$CNI_VERSION
GVISOR_LAYER=$CACHE/layers/gvisor-$GVISOR_VERSION
containerd_layer() { echo "$CACHE/layers/containerd-$1"; }
kubelet_layer() { echo "$CACHE/layers/kubelet-$1"; }
IMAGES=$CACHE/images-$IMAGES_REVISION

# nth 2 "a b c": b; the last word where there are fewer.
nth() {
	local index=$1 words
	read -ra words <<< "$2"
	[ "$index" -le ${#words[@]} ] || index=${#words[@]}
	[ "$index" = 0 ] || echo "${words[index - 1]}"
}

say() { printf '%s\n' "$*" >&2; }
die() {
	say "error: $*"
	exit 1
}

# wait_for SECONDS command...: until the command succeeds.
wait_for() {
	local deadline=$((SECONDS + $1))
	shift
	until "$@" > /dev/null 2>&1; do
		[ $SECONDS -lt $deadline ] || return 1
		sleep 0.1
	done
}

kubectl() { "$K8S/kubectl" --kubeconfig "$RUN/kubeconfigs/admin.kubeconfig" "$@"; }
