# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# A Lease of the namespace keeps nodes from being changed at the same time: a node that fails keeps it, and
# so the others stay as they are until it is mended or taken out of the selection.
LEASES=/apis/coordination.k8s.io/v1/namespaces/$NAMESPACE/leases

# hold_lease HOLDER RESOURCE_VERSION: unless somebody else has changed it since; '' lets go of it.
hold_lease() {
	api PATCH "$LEASES/$DAEMONSET" application/merge-patch+json "$(printf '{"metadata":{"resourceVersion":"%s"},"spec":{"holderIdentity":"%s","leaseDurationSeconds":%s,"renewTime":"%s"}}' \
		"$2" "$1" "$LEASE_SECONDS" "$(date -u +%Y-%m-%dT%H:%M:%S.000000Z)")"
}

# take_lease: waits until no other node is being changed, and as long as the rollout is paused, by an annotation of
# the Lease. The node that holds it goes on: it may be half done. Who holds it and has not renewed it for
# LEASE_SECONDS is gone; time is counted here, as clocks of nodes differ.
take_lease() {
	seen='' since=$(uptime_seconds) awaited=''
	while :; do
		touch "$RUN/alive"
		if ! api GET "$LEASES/$DAEMONSET"; then
			fail "the lease of the installer cannot be read (HTTP $status)"
			return 1
		fi
		holder=$(field holderIdentity) version=$(field resourceVersion)
		[ "$version" = "$seen" ] || since=$(uptime_seconds)
		seen=$version
		if [ "$holder" != "$NODE_NAME" ] && [ -n "$(field "$LABEL-paused")" ]; then
			await paused ''
		elif [ -z "$holder" ] || [ "$holder" = "$NODE_NAME" ] || [ $(($(uptime_seconds) - since)) -ge "$LEASE_SECONDS" ]; then
			hold_lease "$NODE_NAME" "$version" && break
		else
			await waiting "waits for the node $holder, which is being changed or failed"
		fi
		rest 3
	done
	leased=yes
}

# await STATE REASON: told once.
await() {
	[ "$awaited" != "$1 $2" ] || return 0
	awaited="$1 $2"
	say "${2:-$1}"
	mark "$(serving)" "$1" "$2" || :
}

# release_lease: also one that the pod before this one took, and did not live to release.
release_lease() {
	[ "$leased" != no ] || return 0
	if api GET "$LEASES/$DAEMONSET" && [ "$(field holderIdentity)" = "$NODE_NAME" ]; then
		hold_lease '' "$(field resourceVersion)" || return 0
	fi
	leased=no
}
