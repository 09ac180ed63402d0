# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# What must be true of a node before anything on it is changed. A node that is refused stays as it is.

refuse() {
	state=refused
	fail "$@"
}

preflight() {
	# shellcheck source=/dev/null
	os=$(. "$HOST/usr/lib/os-release" 2> /dev/null && echo "${ID:-unknown} ${VARIANT_ID:-}") || os=unknown
	case $os in
		talos* | bottlerocket* | flatcar* | acl* | azurecontainerlinux* | mariner*) refuse "its operating system ($os) is not one that takes gVisor by DaemonSet" || return 1 ;;
	esac
	case $(uname -m) in
		x86_64) arch=x86_64 machine=3e00 sha512=$SHA512_X86_64 ;;
		aarch64) arch=aarch64 machine=b700 sha512=$SHA512_AARCH64 ;;
		*) refuse "there is no gVisor for its architecture $(uname -m)" || return 1 ;;
	esac
	[ -n "$sha512" ] || refuse "no digest of the release $RELEASE is given for $arch" || return 1
	kernel_is_new_enough || refuse "its kernel $(uname -r) is older than 5.6" || return 1
	case $(uname -r) in
		*.mshv*) refuse 'it belongs to a Kata pool, which isolates pods already: a failed change could break them' || return 1 ;;
	esac
	[ "$(cat /proc/sys/user/max_user_namespaces)" -ge 2 ] || refuse 'user.max_user_namespaces is below 2' || return 1
	! usr_is_read_only || refuse 'its /usr is read-only (dm-verity): such nodes verify what runs on them' || return 1
	! selinux_enforces || refuse 'SELinux is enforcing, which runsc does not support' || return 1
	for program in containerd ctr curl flock systemctl systemd-run sha256sum; do
		in_host /bin/sh -c "command -v $program" > /dev/null 2>&1 || refuse "the node has no $program" || return 1
	done
	containerd_is_known || return 1
	api GET "/api/v1/nodes/$NODE_NAME" || fail "the Kubernetes API cannot be asked for this node (HTTP $status)" || return 1
	case $(field kubernetes.azure.com/os-sku) in
		AzureContainerLinux | AzureLinuxOSGuard | Flatcar | CBLMariner | Mariner)
			refuse "its OS SKU $(field kubernetes.azure.com/os-sku) does not take gVisor by DaemonSet" || return 1
			;;
	esac
	if [ -n "$(field kubernetes.azure.com/kata-vm-isolation)$(field kubernetes.azure.com/kata-mshv-vm-isolation)" ]; then
		refuse 'it belongs to a Kata pool' || return 1
	fi
	config_is_ours_to_edit
}

kernel_is_new_enough() {
	uname -r | awk -F. '{ exit !($1 > 5 || ($1 == 5 && $2 + 0 >= 6)) }'
}

# The options after the dash are those of the file system itself; those before it are of our own mount.
usr_is_read_only() {
	awk -v usr="$HOST/usr" '$5 == usr { sub(/.* - /, ""); split($3, options, ","); if (options[1] == "ro") found = 1 } END { exit !found }' /proc/self/mountinfo
}

selinux_enforces() {
	grep -q selinuxfs /proc/filesystems && [ "$(on_host cat /sys/fs/selinux/enforce 2> /dev/null)" = 1 ]
}

containerd_is_known() {
	version=$(in_host containerd --version 2> /dev/null | grep -oE 'v?[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
	case ${version#v} in
		1.7.* | 2.*) ;;
		*) refuse "its containerd ($version) is not 1.7 or 2.x" ;;
	esac
}

# config_is_ours_to_edit: the file is whole, no other installer's runsc is in it, and it is not a Kata pool's.
config_is_ours_to_edit() {
	[ -f "$HOST$CONFIG" ] || refuse "it has no $CONFIG" || return 1
	read_digest=$(digest_of "$HOST$CONFIG")
	begins=$(grep -c "^$BEGIN" "$HOST$CONFIG") ends=$(grep -c "^$END" "$HOST$CONFIG")
	if [ "$begins" != "$ends" ] || [ "$begins" -gt 1 ]; then
		refuse "the part of $CONFIG that this installer wrote was damaged by hand" || return 1
	fi
	without_block > "$RUN/without.toml"
	effective "$RUN/without.toml" > "$RUN/without.dump" || refuse "containerd cannot read its own $CONFIG: $(head -c 300 "$RUN/dump.err")" || return 1
	! grep -Eq "$RUNSC_TABLE" "$RUN/without.dump" || refuse 'containerd has a runtime runsc already, from another installer: remove that one first' || return 1
	! grep -Eq 'runtimes\.["'\'']?kata' "$RUN/without.dump" || refuse 'its containerd has a Kata runtime: it belongs to a Kata pool' || return 1
	if grep -Eq '^[^#]*SystemdCgroup *= *true' "$RUN/without.toml" && ! grep -Eq 'SystemdCgroup *= *true' "$RUN/without.dump"; then
		refuse "$CONFIG says SystemdCgroup = true, but containerd does not read it so: the file is damaged already" || return 1
	fi
	grep -Eq 'runtimes\.' "$RUN/without.dump" || refuse 'containerd names no runtimes' || return 1
}
