# shellcheck shell=bash
# The images that every node imports: there is no registry. Names start with localhost/lab/.
build_images() {
	local work
	work=$(mktemp -d "$CACHE/images.XXXXXX")
	mkdir -p "$work/pause"
	gcc -Os -static -s -o "$work/pause/pause" "$LAB/image/pause.c"
	"$LAB/image/oci.sh" "$work/pause" localhost/lab/pause:1 "$1/pause.tar" /pause
	busybox_root "$work/busybox"
	"$LAB/image/oci.sh" "$work/busybox" localhost/lab/busybox:1 "$1/busybox.tar" /bin/sh
	rm -rf "$work"
}

busybox_root() { # DIR
	local applet
	mkdir -p "$1"/{bin,etc,tmp,root,proc,sys,dev}
	cp "$ROOTFS/bin/busybox" "$1/bin/busybox"
	for applet in $("$1/bin/busybox" --list); do [ "$applet" = busybox ] || ln -s busybox "$1/bin/$applet"; done
	echo 'root:x:0:0:root:/root:/bin/sh' > "$1/etc/passwd"
	echo 'root:x:0:' > "$1/etc/group"
}
