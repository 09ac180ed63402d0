#!/bin/sh
# rollback.sh: runs on the node, by a timer of systemd, when the node starts, or by the installer. If a change
# of containerd's configuration was not confirmed, gives the file back and starts containerd with it.
# `rollback.sh boot` leaves the start to systemd, which starts containerd after it.
base=/opt/aks-sandbox/gvisor
config=/etc/containerd/config.toml
# Whoever renames `pending` first decides, this or the commit. One that was begun is brought to its end: the
# file is given back before the mark says so, and what the mark says is on disk before.
mv "$base/pending" "$base/rolling-back" 2> /dev/null || [ -e "$base/rolling-back" ] || exit 0
# Only what the installer wrote is undone: somebody else may have written the file since.
if [ "$(sha256sum "$config" | cut -d' ' -f1)" = "$(cat "$base/rolling-back")" ]; then
	cp -p "$base/backup.toml" /etc/containerd/.aks-sandbox-restored.toml
	sync -f /etc/containerd
	mv -f /etc/containerd/.aks-sandbox-restored.toml "$config"
	sync -f /etc/containerd
	restart=1
elif timeout 5 ctr plugins ls 2> /dev/null | grep -Eq '^io\.containerd\.grpc\.v1 +cri .* ok'; then
	restart=''
else
	restart=1
fi
mv -f "$base/rolling-back" "$base/rolled-back"
if [ "$restart" = 1 ] && [ "${1:-}" != boot ]; then
	systemctl reset-failed containerd.service
	systemctl restart containerd.service
fi
