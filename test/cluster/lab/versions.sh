# shellcheck shell=bash disable=SC2034
# Versions of all that the lab is built from. Each is part of a name in the cache: change one, and only
# what it names is built again. Sourced by settings.sh; every one can be set in the environment.
K8S_VERSION=${K8S_VERSION:-1.36.3}
ETCD_VERSION=${ETCD_VERSION:-3.6.16}
CONTAINERD_VERSION=${CONTAINERD_VERSION:-2.2.9}
RUNC_VERSION=${RUNC_VERSION:-1.4.3}
CNI_VERSION=${CNI_VERSION:-1.9.1}
KWOK_VERSION=${KWOK_VERSION:-0.8.0}
# Pinned for one more reason: this gVisor looks for sidecar programs beside runsc, which its module does
# not bring, and makes do without them. A later one may refuse to (--sidecar-usage-policy).
GVISOR_VERSION=${GVISOR_VERSION:-v0.0.0-20260905035102-160fafc42237}
DEBIAN_SUITE=${DEBIAN_SUITE:-bookworm}

# Raised when a recipe here changes what it makes of the same version.
ROOTFS_REVISION=1
IMAGES_REVISION=1
