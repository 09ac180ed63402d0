# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# Takes everything away that the installer put on the node.

# should_remove: only when the DaemonSet is gone, is going, or no longer selects this node. A rolling update
# ends this pod, too. Without a clear answer nothing is removed.
should_remove() {
	if ! api GET "/apis/apps/v1/namespaces/$NAMESPACE/daemonsets/$DAEMONSET"; then
		say "the DaemonSet answers HTTP $status"
		[ "$status" = 404 ]
		return
	fi
	daemonset=$(tr -d '\n' < "$HOST/api/answer" | sed 's/": "/":"/g; s/": \[/":[/g; s/": {/":{/g')
	case $daemonset in *'"deletionTimestamp":"'*) return 0 ;; esac
	selection=$(printf '%s' "$daemonset" | tr -d ' ' | grep -o '"matchExpressions":\[{"key":"[^"]*","operator":"In","values":\[[^]]*\]}' | head -n 1)
	[ -n "$selection" ] || return 1
	key=$(printf '%s' "$selection" | sed 's/^[^{]*{"key":"\([^"]*\)".*/\1/')
	api GET "/api/v1/nodes/$NODE_NAME" || return 1
	case $selection in
		*"\"$(field "$key")\""*) return 1 ;;
		*) return 0 ;;
	esac
}

remove() {
	step lock && lock_node || return 1
	step remove-recover && recover || return 1
	step remove-label
	mark false removing '' || :
	# The API may be unreachable by now, or our rights gone: the node itself is what matters.
	if is_configured; then
		step remove-wait && wait_for_gvisor_pods || return 1
		step remove-candidate && make_removal || return 1
		step remove-arm && arm_rollback || return 1
		step remove-swap
		if ! swap_config || ! restart_containerd || ! prove_runc; then
			undo "$reason"
			mark false "$state" "$reason" || :
			return 1
		fi
		step remove-commit && commit || return 1
	fi
	step remove-files
	rm -rf "${HOST:?}$BASE"
	step remove-done
	mark null '' '' || :
	# The folder above is mounted here: it goes from outside.
	on_host /bin/rmdir --ignore-fail-on-non-empty /opt/aks-sandbox || :
	say 'gVisor is removed from this node'
}

# gvisor_pods: how many containers run under runsc. Ended ones stay listed until the kubelet collects them.
gvisor_pods() {
	{
		timeout -s KILL 10 chroot "$HOST" ctr -n k8s.io tasks ls 2> /dev/null 9>&- | awk '$3 == "RUNNING" { print "running", $1 }'
		timeout -s KILL 10 chroot "$HOST" ctr -n k8s.io containers ls 2> /dev/null 9>&- | awk '/runsc/ { print "runsc", $1 }'
	} | awk '$1 == "running" { running[$2] } $1 == "runsc" && ($2 in running) { count++ } END { print count + 0 }'
}

# Pods that run under gVisor need its files: they are waited for, unless a person said not to.
wait_for_gvisor_pods() {
	deadline=$(($(uptime_seconds) + REMOVE_SECONDS)) said=''
	while :; do
		left=$(gvisor_pods)
		[ "$left" != 0 ] || return 0
		if api GET "/api/v1/nodes/$NODE_NAME" && [ "$(field "$LABEL-remove")" = force ]; then return 0; fi
		if [ "$(uptime_seconds)" -ge $deadline ]; then
			mark false failed "$left gVisor containers still run: gVisor stays on the node" || :
			fail "$left gVisor containers still run" || return 1
		fi
		[ "$said" = "$left" ] || mark false removing "waits for $left gVisor containers to end" || :
		said=$left
		sleep 2
	done
}

# make_removal: config.toml without our part; containerd must read it as it read it before.
make_removal() {
	read_digest=$(digest_of "$HOST$CONFIG")
	without_block > "$RUN/without.toml"
	cp -p "$HOST$CONFIG" "$HOST$CANDIDATE"
	cat "$RUN/without.toml" > "$HOST$CANDIDATE"
	effective "$HOST$CONFIG" | without_runsc > "$RUN/a" || fail "containerd cannot read its own $CONFIG" || return 1
	effective "$HOST$CANDIDATE" > "$RUN/candidate.dump" || fail "containerd refuses its configuration without gVisor: $(head -c 300 "$RUN/dump.err")" || return 1
	without_runsc < "$RUN/candidate.dump" > "$RUN/b"
	cmp -s "$RUN/a" "$RUN/b" || fail 'taking gVisor out would change more than the runtime runsc'
}
