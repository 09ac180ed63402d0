# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# What shows that a node is healthy and runs gVisor.

cri_serves() {
	timeout -s KILL 3 chroot "$HOST" ctr plugins ls 2> /dev/null 9>&- | grep -Eq '^io\.containerd\.grpc\.v1 +cri .* ok'
}

# The image's busybox, on the node: what the probes run.
lay_out_probe() {
	[ ! -x "$HOST$BASE/probe/root/bin/busybox" ] || return 0
	mkdir -p "$HOST$BASE/probe/root/bin" "$HOST$BASE/probe/root/proc" "$HOST$BASE/probe/root/out"
	for library in /lib/ld-* /lib64/ld-* /lib/lib[cm].so* /lib64/lib[cm].so* /lib/libresolv.so* /lib64/libresolv.so*; do
		[ -f "$library" ] || continue
		mkdir -p "$HOST$BASE/probe/root$(dirname "$library")"
		cp -L "$library" "$HOST$BASE/probe/root$library"
	done
	cp -L /bin/busybox "$HOST$BASE/probe/root/bin/busybox.part"
	mv "$HOST$BASE/probe/root/bin/busybox.part" "$HOST$BASE/probe/root/bin/busybox"
}

# probe NAME OPTION…: runs a container past the kubelet; the kernel that it saw is in $probed. It has to live a
# little: the shim loses the exit code of one that ends at once.
probe() {
	id=aks-sandbox-$1-$(cat /proc/sys/kernel/random/uuid)
	shift
	lay_out_probe
	mkdir -p "$HOST$BASE/probe/out"
	rm -f "$HOST$BASE/probe/out/kernel"
	timeout -s KILL 20 chroot "$HOST" ctr -n k8s.io run --rm --null-io "$@" \
		--mount "type=bind,src=$BASE/probe/out,dst=/out,options=rbind:rw" --rootfs "$BASE/probe/root" "$id" \
		/bin/busybox sh -c '/bin/busybox uname -r > /out/kernel; /bin/busybox cat /proc/version >> /out/kernel; /bin/busybox sleep 0.7; '"$PROBE_TEST" \
		< /dev/null > "$RUN/probe.log" 2>&1 9>&-
	code=$?
	probed=$(head -n 1 "$HOST$BASE/probe/out/kernel" 2> /dev/null)
	[ $code = 0 ] || clean_probe "$id"
	return $code
}

# A probe that hung leaves its shim behind.
clean_probe() { # ID
	timeout -s KILL 5 chroot "$HOST" ctr -n k8s.io tasks kill -s KILL "$1"
	timeout -s KILL 5 chroot "$HOST" ctr -n k8s.io tasks delete --force "$1"
	timeout -s KILL 5 chroot "$HOST" ctr -n k8s.io containers delete "$1"
} > /dev/null 2>&1 9>&-

# sweep_probes: those that a kill left behind; nobody else waits for them.
sweep_probes() {
	for left in $(timeout -s KILL 10 chroot "$HOST" ctr -n k8s.io containers ls -q 2> /dev/null 9>&- | grep -E '^aks-sandbox-runs?c-[0-9a-f-]{36}$'); do
		say "sweeps the probe $left of before"
		clean_probe "$left"
	done
}

why_probe() { grep -v DEPRECATION "$RUN/probe.log" | tail -n 1 | head -c 300; }

prove_runc() {
	PROBE_TEST=true
	probe runc --runtime io.containerd.runc.v2 || fail "a container does not start under runc: $(why_probe)"
}

# The annotation makes it a sandbox of its own; without it the shim waits for ever.
prove_runsc() {
	PROBE_TEST='/bin/busybox test -e /proc/gvisor/kernel_is_gvisor'
	probe runsc --runtime "$SHIM" --runtime-config-path "$BASE/current/runsc.toml" \
		--annotation io.kubernetes.cri.container-type=sandbox ||
		fail "a container does not run on gVisor's kernel under runsc (it saw \"$probed\"): $(why_probe)" || return 1
	kernel=$probed
}
