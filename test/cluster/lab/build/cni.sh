# shellcheck shell=bash
# The CNI plugins that node/cni.conflist names.
build_cni() {
	local module=github.com/containernetworking/plugins
	local packages=("$module"/plugins/{main/bridge,main/loopback,ipam/host-local,meta/portmap})
	pin cni 'module lab' "v$CNI_VERSION" "${packages[@]}"
	mkdir -p "$1/opt/cni/bin"
	go_build "$1/opt/cni/bin/" '' "${packages[@]}"
}
