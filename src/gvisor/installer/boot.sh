# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# A timer of systemd ends with the power of the node. So a unit on its disk does the same when it starts anew,
# before containerd: it is there from arming to commit.
BOOT_UNIT=aks-sandbox-gvisor-rollback-at-boot.service
UNITS=/etc/systemd/system

boot_unit() {
	cat <<- UNIT
		[Unit]
		Description=gVisor installer: undoes a change of containerd that was not confirmed
		ConditionPathExists=|$BASE/pending
		ConditionPathExists=|$BASE/rolling-back
		RequiresMountsFor=$BASE /etc/containerd
		Before=containerd.service

		[Service]
		Type=oneshot
		ExecStart=/bin/sh $BASE/rollback.sh boot

		[Install]
		WantedBy=multi-user.target
	UNIT
}

# arm_boot: from outside, as the pod has no part of /etc but containerd's.
arm_boot() {
	boot_unit > "$HOST$BASE/$BOOT_UNIT"
	on_host /bin/sh -c "cp $BASE/$BOOT_UNIT $UNITS/ && systemctl --quiet enable $BOOT_UNIT && sync -f $UNITS" > "$RUN/arm.err" 2>&1 ||
		fail "the unit for a rollback at the node's start cannot be set: $(head -c 300 "$RUN/arm.err")"
}

disarm_boot() {
	[ -e "$HOST$BASE/$BOOT_UNIT" ] || return 0
	on_host /bin/sh -c "systemctl --quiet disable $BOOT_UNIT; rm -f $UNITS/$BOOT_UNIT; systemctl daemon-reload" > /dev/null 2>&1
	rm -f "$HOST$BASE/$BOOT_UNIT"
}
