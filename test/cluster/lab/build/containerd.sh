# shellcheck shell=bash
# containerd with its runc shim and ctr.
build_containerd() { # OUT VERSION
	local module=github.com/containerd/containerd
	[ "${2%%.*}" = 1 ] || module+=/v${2%%.*}
	local packages=("$module"/cmd/{containerd,containerd-shim-runc-v2,ctr})
	pin "containerd-$2" 'module lab' "v$2" "${packages[@]}"
	mkdir -p "$1/usr/bin"
	go_build "$1/usr/bin/" "-X $module/version.Version=v$2" "${packages[@]}"
}
