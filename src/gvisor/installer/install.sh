#!/bin/sh
# install.sh: installs gVisor on the node that this pod runs on, proves that it works, and keeps it so.
#
# It runs in an unprivileged container. /host is an in-memory folder into which the pod mounts the few
# folders of the node that it needs; programs of the node are run in there by chroot. Each step can be
# repeated: killed at any moment, the next start goes on, and the node's systemd undoes a change of containerd's
# configuration that was not confirmed, by a timer or when the node starts (rollback.sh).
#
# The order of a node: lock, preflight, label "false", download, unpack, edit a copy of config.toml, compare
# what containerd makes of it, swap, restart, run a container under runc and one under runsc, label "true".
# shellcheck disable=SC2034 # the parts use what is set here
set -u
umask 022
HERE=$(dirname "$0")
HOST=/host
BASE=/opt/aks-sandbox/gvisor # on the node, as all paths that begin with it
CONFIG=/etc/containerd/config.toml
RUN=/tmp/installer
LABEL=aks-sandbox/gvisor
CHECK_SECONDS=30   # between two looks at a node that is done
RETRY_SECONDS=60   # after a failure
RESTART_SECONDS=10 # for containerd to serve after a restart; it takes less than one
ROLLBACK_SECONDS=90
LEASE_SECONDS=300
REMOVE_SECONDS=540 # how long removing waits for gVisor pods; the pod is killed after 600

MIN_FREE_MIB=1024
MAX_RELEASE_MIB=400  # a release has about 150, packed
DOWNLOAD_SECONDS=900 # for one try, and until the last may begin

for part in host api lease preflight release boot containerd proof remove; do
	# shellcheck disable=SC1090 # each is checked by itself
	. "$HERE/$part.sh"
done

step() { # NAME
	step=$1
	touch "$RUN/alive"
	say "step $step"
}

# fail REASON: why the step that runs did not work; the reason goes to the node, an event and the log.
fail() {
	reason=$*
	return 1
}

# install: all steps, or as many as the node needs. Ends at the first that fails; $state and $reason say why.
install() {
	state=failed reason=''
	step lock && lock_node || return 1
	step recover && recover || return 1
	step preflight && preflight || return 1
	if ! is_configured; then
		deploy || return 1
	elif ! is_linked; then
		upgrade || return 1
	elif ! verify; then
		back_to_previous
		return 1
	fi
	step handler && wait_for_handler || return 1
	step label && mark_ready || return 1
	drop_old_releases
}

# deploy: the first time, or after AKS wrote the node's configuration anew.
deploy() {
	step lease && take_lease || return 1
	step claim && mark false installing '' || return 1
	step fetch && fetch_release || return 1
	step link && link_release || return 1
	step candidate && make_candidate || return 1
	step compare && compare_candidate || return 1
	step arm && arm_rollback || return 1
	if ! change_containerd; then
		undo "$reason"
		return 1
	fi
	step commit && commit
}

# Between arming and commit: what fails here is undone by the caller, what is killed here by the timer.
change_containerd() {
	step swap && swap_config || return 1
	step restart && restart_containerd || return 1
	verify
}

verify() {
	kernel=''
	step prove-cri && cri_serves || fail "containerd's CRI plugin does not say ok" || return 1
	step prove-runc && prove_runc || return 1
	step prove-runsc && prove_runsc
}

# upgrade: another release beside the first, then one link: no restart, and running pods keep theirs.
upgrade() {
	verify || say "the release that is here does not work: $reason"
	step lease && take_lease || return 1
	step claim && mark "$(serving)" installing '' || return 1
	step fetch && fetch_release || return 1
	linked_release > "$HOST$BASE/previous"
	step link && link_release || return 1
	verify || back_to_previous || return 1
}

# back_to_previous: after an upgrade to a release that does not work; also when it was killed before it knew.
back_to_previous() {
	[ -s "$HOST$BASE/previous" ] || return 1
	problem=$reason
	link_to "$(cat "$HOST$BASE/previous")" && verify || problem="$problem; then $reason"
	fail "$problem; the release $(linked_release) stays"
}

# undo REASON: gives containerd its configuration back and proves that the node is healthy.
undo() {
	step undo
	kernel=''
	if roll_back && cri_serves && prove_runc; then
		reason="$1; rolled back, and the node runs its pods as before"
	else
		state=broken
		reason="$1; rolled back, but the node is not healthy: $reason"
	fi
}

mark_ready() {
	[ "$marked" = "ready $kernel" ] || mark true ready "$kernel" || return 1
	marked="ready $kernel"
	[ -e "$RUN/ready" ] || say "ready after $(($(uptime_seconds) - started)) s: $kernel"
	touch "$RUN/ready"
	rm -f "$HOST$BASE/previous"
	release_lease
}

# serving: the label; during an upgrade, and after one that failed, the release from before still serves.
serving() { if [ -n "$kernel" ] && is_configured; then echo true; else echo false; fi; }

# What failed is said once, not at every try. The lease is kept: other nodes wait until this one is mended.
mark_failed() {
	rm -f "$RUN/ready"
	say "$state at step $step: $reason"
	# The other installer of this node tells how it is.
	[ "$state" != waiting ] || return 0
	[ "$state" != refused ] || release_lease
	[ "$marked" != "$state $reason" ] || return 0
	mark "$(serving)" "$state" "$reason" || return 0
	event "$reason"
	marked="$state $reason"
}

# watch_node: until AKS rewrote the configuration, the release is not linked, or containerd stopped serving.
watch_node() {
	misses=0 round=0
	while is_configured && is_linked && [ $misses -lt 3 ]; do
		if cri_serves; then misses=0; else misses=$((misses + 1)); fi
		round=$((round + 1))
		if [ $((round % 10)) = 0 ] && ! is_labelled; then return; fi
		rest "$CHECK_SECONDS"
	done
	say 'the node has changed: looking at it again'
	rm -f "$RUN/ready"
	marked=''
}

# A sleep that a signal ends at once.
rest() { # SECONDS
	touch "$RUN/alive"
	sleep "$1" 9>&- &
	wait $!
}

# Told to end, or not wanted here: the node is cleaned only when it is certain that it should not have gVisor any more.
finish() {
	trap '' TERM
	say "ends at step $step"
	rm -f "$RUN/ready"
	if should_remove; then
		remove || say "not removed: $reason"
	else
		say 'nothing is changed: the DaemonSet still wants this node, or it cannot be asked'
	fi
	exit 0
}

mkdir -p "$RUN"
started=$(uptime_seconds)
step=start state='' reason='' kernel='' marked='' locked='' leased=unknown status='' read_digest=''
trap finish TERM INT
lay_out_host
while :; do
	# A signal that came before the trap was set is lost: the DaemonSet tells, too.
	! should_remove || finish
	if install; then
		watch_node
	else
		mark_failed
		rest "$RETRY_SECONDS"
	fi
done
