#!/bin/bash
# build.sh: builds from Go modules and Debian packages what the cache lacks of the settings' versions.
# Needs Go, gcc with a static libc and libseccomp, mmdebstrap; root for the root filesystem.
LAB_NEW=1
. "$(dirname "$0")/settings.sh"
. "$LAB/build/steps.sh"
for recipe in kubernetes etcd containerd runc cni gvisor kwok debian images; do
	# shellcheck disable=SC1090 # each is checked by itself
	. "$LAB/build/$recipe.sh"
done

mkdir -p "$CACHE"/{programs,layers,logs,modules}
# Two builds into one cache wait for each other.
exec 9> "$CACHE/build.lock"
flock 9

step kubernetes "$K8S" build_kubernetes
for version in $NODE_KUBELET; do step "kubelet-$version" "$(kubelet_layer "$version")" build_kubelet "$version"; done
step etcd "$ETCD" build_etcd
for version in $NODE_CONTAINERD; do
	step "containerd-$version" "$(containerd_layer "$version")" build_containerd "$version"
done
step runc "$RUNC_LAYER" build_runc
step cni "$CNI_LAYER" build_cni
step gvisor "$GVISOR_LAYER" build_gvisor
step kwok "$KWOK" build_kwok
step debian "$ROOTFS" build_debian
step images "$IMAGES" build_images
rm -rf "$CACHE/modules"
