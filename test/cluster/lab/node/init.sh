#!/bin/bash
# init.sh NAME IP GATEWAY DIR LAYERS IMAGES: process 1 of a node's own namespaces. Builds the node's root
# filesystem, enters it and becomes systemd.
set -euo pipefail
name=$1 ip=$2 gateway=$3 dir=$4 layers=$5 images=$6
root=$dir/root

mount --make-rprivate /
hostname "$name"
# node.sh hands eth0 in from the machine's side.
until ip link show eth0 > /dev/null 2>&1; do sleep 0.02; done
ip link set lo up
ip addr add "$ip/24" dev eth0
ip link set eth0 up
ip route add default via "$gateway"
echo 1 > /proc/sys/net/ipv4/ip_forward

mount -t overlay overlay -o "lowerdir=$layers,upperdir=$dir/upper,workdir=$dir/work" "$root"
cd "$root"
mkdir -p proc sys dev run tmp var/lib old-root opt/lab/images
# An overlay cannot lie on an overlay: what holds containers is a plain folder of the machine's disk.
for folder in lib/containerd lib/kubelet log; do
	mkdir -p "$dir/var/$folder" "var/$folder"
	mount --bind "$dir/var/$folder" "var/$folder"
done
mount --bind "$images" opt/lab/images

mount -t proc proc proc
mount -t sysfs sysfs sys
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=755 tmpfs dev
while read -r node mode major minor; do mknod -m "$mode" "dev/$node" c "$major" "$minor"; done <<- NODES
	null 666 1 3
	zero 666 1 5
	full 666 1 7
	random 666 1 8
	urandom 666 1 9
	kmsg 600 1 11
	tty 666 5 0
	console 600 1 3
	fuse 666 10 229
NODES
mkdir dev/pts dev/shm dev/mqueue
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mount -t tmpfs -o mode=1777 tmpfs dev/shm
mount -t mqueue mqueue dev/mqueue
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
for number_and_name in 0/stdin 1/stdout 2/stderr; do
	ln -s "/proc/self/fd/${number_and_name%/*}" "dev/${number_and_name#*/}"
done

# Control groups in the version that the machine has; the namespace shows this node's part of them.
if grep -q '^[1-9]' /proc/self/cgroup; then
	mount -t tmpfs -o mode=755 tmpfs sys/fs/cgroup
	while IFS=: read -r number controllers _; do
		[ "$number" != 0 ] || continue # systemd mounts this one itself
		folder=sys/fs/cgroup/${controllers#name=}
		mkdir "$folder"
		case $controllers in
			name=*) mount -t cgroup -o "none,$controllers" cgroup "$folder" ;;
			*) mount -t cgroup -o "$controllers" cgroup "$folder" ;;
		esac
	done < /proc/self/cgroup
else
	mount -t cgroup2 cgroup2 sys/fs/cgroup
fi

# Tunables that the kubelet insists on are the whole machine's: it is shown files that say so already.
mkdir -p run/tunables
while read -r key value; do
	file=run/tunables/${key//\//.}
	echo "$value" > "$file"
	mount --bind "$file" "proc/sys/$key"
done <<- TUNABLES
	vm/overcommit_memory 1
	vm/panic_on_oom 0
	kernel/panic 10
	kernel/panic_on_oops 1
	kernel/keys/root_maxkeys 1000000
	kernel/keys/root_maxbytes 25000000
TUNABLES

pivot_root . old-root
umount -l /old-root
mount --make-rshared /
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
exec env -i container=lab PATH=$path HOME=/root /lib/systemd/systemd < /dev/null
