# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# containerd's configuration: one table, under the plugin id that the node's own file uses for its runtimes.
# AKS writes `version = 2` with either id; under the other one containerd ignores the table or, worse, forgets
# the node's own runtimes without a word. So what containerd makes of the new file is compared first.
BEGIN='# BEGIN aks-sandbox gvisor'
END='# END aks-sandbox gvisor'
NEW_ID=io.containerd.cri.v1.runtime
LEGACY_ID=io.containerd.grpc.v1.cri
RUNSC_TABLE='runtimes\.["'\'']?runsc["'\'']?[].]'
SHIM=$BASE/current/containerd-shim-runsc-v1
TIMER=aks-sandbox-gvisor-rollback

is_configured() { grep -q "^$BEGIN" "$HOST$CONFIG" 2> /dev/null; }

# without_block: config.toml as it was before us, to the byte.
without_block() {
	if grep -q "^$BEGIN.*(no end of line before)" "$HOST$CONFIG"; then
		sed "/^$BEGIN/,/^$END/d" "$HOST$CONFIG" | awk 'NR > 1 { print before } { before = $0 } END { printf "%s", before }'
	else
		sed "/^$BEGIN/,/^$END/d" "$HOST$CONFIG"
	fi
}

block() { # ID
	note=''
	if [ -n "$(tail -c 1 "$HOST$CONFIG")" ]; then
		note=' (no end of line before)'
		echo
	fi
	cat <<- TOML
		$BEGIN$note: written by the installer; it goes with the DaemonSet
		[plugins."$1".containerd.runtimes.runsc]
		  runtime_type = "io.containerd.runsc.v1"
		  runtime_path = "$SHIM"
		  [plugins."$1".containerd.runtimes.runsc.options]
		    TypeUrl = "io.containerd.runsc.v1.options"
		    ConfigPath = "$BASE/current/runsc.toml"
		$END
	TOML
}

# effective FILE: what containerd makes of a file, but for the line `imports` (1.7 prints the file's own path there).
effective() {
	cp "$1" "$HOST/tmp/dumped.toml"
	in_host containerd -c /tmp/dumped.toml config dump > "$RUN/dump" 2> "$RUN/dump.err" || return 1
	grep -v '^ *imports' "$RUN/dump"
}

without_runsc() {
	awk -v table="$RUNSC_TABLE" '/^[ \t]*\[/ { skip = $0 ~ table } !skip && NF'
}

digest_of() { sha256sum "$1" | cut -d' ' -f1; }

# make_candidate: a copy of config.toml with our table, which containerd reads as meant.
make_candidate() {
	ids=''
	for id in $NEW_ID $LEGACY_ID; do
		! grep -Eq "^[[:space:]]*\[plugins\.[\"']${id}[\"']\.containerd\.runtimes\." "$RUN/without.toml" || ids="$ids $id"
	done
	[ -n "$ids" ] || refuse "$CONFIG names its runtimes under no plugin id that is known" || return 1
	for id in $ids; do
		cp -p "$HOST$CONFIG" "$HOST$CANDIDATE"
		block "$id" >> "$HOST$CANDIDATE"
		! compare_candidate || return 0
	done
	return 1
}

CANDIDATE=/etc/containerd/.aks-sandbox-candidate.toml

# compare_candidate: every runtime, the default, runc's SystemdCgroup, the sandbox image and all the rest are
# as before, and runsc is there with our shim and settings.
compare_candidate() {
	effective "$HOST$CANDIDATE" > "$RUN/candidate.dump" || fail "containerd refuses the new configuration: $(head -c 300 "$RUN/dump.err")" || return 1
	grep -Eq "$RUNSC_TABLE" "$RUN/candidate.dump" && grep -qF "$SHIM" "$RUN/candidate.dump" && grep -qF "$BASE/current/runsc.toml" "$RUN/candidate.dump" ||
		fail 'containerd would not see the runtime runsc in the new configuration' || return 1
	without_runsc < "$RUN/without.dump" > "$RUN/a"
	without_runsc < "$RUN/candidate.dump" > "$RUN/b"
	cmp -s "$RUN/a" "$RUN/b" || fail "the new configuration would change more than the runtime runsc: $(diff "$RUN/a" "$RUN/b" | grep '^[<>]' | head -n 3 | tr '\n' ' ' | head -c 300)"
}

# arm_rollback: backup, and a timer of systemd that gives it back unless the change is confirmed in time; a
# unit on disk where the node loses its power before. From here on the node comes back by itself, whatever
# happens to this pod.
arm_rollback() {
	cp "$HERE/rollback.sh" "$HOST$BASE/rollback.sh"
	cp -p "$HOST$CONFIG" "$HOST$BASE/backup.toml"
	[ -e "$HOST$BASE/original.toml" ] || cp -p "$HOST$CONFIG" "$HOST$BASE/original.toml"
	digest_of "$HOST$CANDIDATE" > "$HOST$BASE/pending.new"
	rm -f "$HOST$BASE/rolled-back"
	disarm
	arm_boot || return 1
	in_host /usr/bin/systemd-run --quiet --collect --unit="$TIMER" --on-active="${ROLLBACK_SECONDS}s" \
		--timer-property=AccuracySec=1s /bin/sh "$BASE/rollback.sh" 2> "$RUN/arm.err" ||
		fail "the timer for the rollback cannot be set: $(head -c 300 "$RUN/arm.err")" || return 1
	invocation > "$HOST$BASE/invocation"
	in_host /usr/bin/sync -f "$BASE"
	mv "$HOST$BASE/pending.new" "$HOST$BASE/pending"
	in_host /usr/bin/sync -f "$BASE"
}

disarm() {
	in_host /usr/bin/systemctl stop "$TIMER.timer" "$TIMER.service" 2> /dev/null
	in_host /usr/bin/systemctl reset-failed "$TIMER.service" 2> /dev/null
	disarm_boot
}

# swap_config: unless somebody else (AKS, kata-deploy, a GPU toolkit) wrote the file since it was read.
swap_config() {
	in_host /usr/bin/sync -f /etc/containerd
	[ "$(digest_of "$HOST$CONFIG")" = "$read_digest" ] || fail "somebody else has written $CONFIG meanwhile: it stays as it is" || return 1
	mv -f "$HOST$CANDIDATE" "$HOST$CONFIG" || fail "$CONFIG cannot be replaced"
}

invocation() { in_host /usr/bin/systemctl show --property=InvocationID --value containerd.service; }

# restart_containerd: systemctl's exit code and is-active prove nothing on AKS's unit, so the CRI plugin is
# asked, twice in a row, of a containerd that was started anew.
restart_containerd() {
	invocation_before=$(invocation)
	# Without it systemd refuses a start after several in ten seconds.
	in_host /usr/bin/systemctl reset-failed containerd.service
	# Not waited for: a unit that hangs while it starts would be waited for too long.
	in_host /usr/bin/systemctl restart --no-block containerd.service
	deadline=$(($(uptime_seconds) + RESTART_SECONDS)) good=0
	while [ "$(uptime_seconds)" -lt $deadline ]; do
		if cri_serves && [ "$(invocation)" != "$invocation_before" ]; then good=$((good + 1)); else good=0; fi
		[ $good -lt 2 ] || return 0
		usleep 200000 2> /dev/null || sleep 1
	done
	fail "containerd does not serve $RESTART_SECONDS s after its restart"
}

# commit: whoever renames `pending` first decides, this or the timer.
commit() {
	mv "$HOST$BASE/pending" "$HOST$BASE/committed" 2> /dev/null || fail 'the change took too long and was rolled back' || return 1
	disarm
}

# roll_back: the same as the timer would do, and outside this pod as well: once begun it comes to its end.
roll_back() {
	is_unconfirmed || return 0
	on_host /bin/sh "$BASE/rollback.sh" > "$RUN/rollback.log" 2>&1
	disarm
	deadline=$(($(uptime_seconds) + RESTART_SECONDS))
	until cri_serves; do
		[ "$(uptime_seconds)" -lt $deadline ] || fail 'containerd does not serve with the configuration from before' || return 1
		usleep 200000 2> /dev/null || sleep 1
	done
}

# A change is neither confirmed nor undone.
is_unconfirmed() { [ -e "$HOST$BASE/pending" ] || [ -e "$HOST$BASE/rolling-back" ]; }

# look_at_rolled_back: what the timer or the node's start has undone while nobody looked. Where the file is still
# that of the change, the rollback did not come to its end.
look_at_rolled_back() {
	[ -e "$HOST$BASE/rolled-back" ] || return 0
	if [ "$(digest_of "$HOST$CONFIG")" = "$(cat "$HOST$BASE/rolled-back")" ]; then
		mv "$HOST$BASE/rolled-back" "$HOST$BASE/rolling-back"
	else
		say 'a change was not confirmed, and the node has undone it'
		rm -f "$HOST$BASE/rolled-back"
	fi
}

# recover: a change that was not confirmed, because this pod was killed. It is confirmed if containerd was
# started with it and all is well, else undone, before anything else.
recover() {
	rm -f "$HOST$CANDIDATE" "$HOST$BASE/pending.new" "$HOST/etc/containerd/.aks-sandbox-restored.toml"
	sweep_probes
	look_at_rolled_back
	if ! is_unconfirmed; then
		disarm_boot
		return 0
	fi
	if [ -e "$HOST$BASE/pending" ] && is_configured && [ "$(invocation)" != "$(cat "$HOST$BASE/invocation")" ] && verify; then
		say 'a change was not confirmed, but works: it stays'
		step commit && commit
		return
	fi
	say 'a change was not confirmed: it is rolled back'
	roll_back
}
