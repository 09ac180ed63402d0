# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# The files of a gVisor release: each in a folder of its own, and one link, `current`, that containerd knows.
# runsc.toml lies in the same folder, so that the link changes all at once.

release_name() { echo "$RELEASE-$(printf %.12s "$sha512")"; }

linked_release() { basename "$(readlink "$HOST$BASE/current" 2> /dev/null)" 2> /dev/null || :; }

is_linked() { [ "$(linked_release)" = "$(release_name)" ] && [ -x "$HOST$BASE/current/runsc" ]; }

# fetch_release: the whole release, verified, unpacked beside its place and renamed; or the one that is there.
fetch_release() {
	folder=$BASE/releases/$(release_name)
	if [ -d "$HOST$folder" ] && says_its_release "$folder"; then return 0; fi
	rm -rf "$HOST$folder" "$HOST$BASE"/releases/*.part
	part=$folder.part
	mkdir -p "$HOST$part"
	archive=/gvisor/$arch/gvisor.tar.bz2 # an image for clusters without internet carries it
	source="$archive in the image"
	has_space || return 1
	if [ ! -f "$archive" ]; then
		step download
		archive=$HOST$part/gvisor.tar.bz2
		source=$MIRROR/$RELEASE/$arch/gvisor.tar.bz2
		download "$source" "$part/gvisor.tar.bz2" || return 1
	fi
	step digest
	found=$(sha512sum "$archive" | cut -d' ' -f1)
	if [ "$found" != "$sha512" ]; then
		rm -rf "${HOST:?}$part"
		fail "the digest of $source is wrong: it is $(printf %.16s "$found")…, not $(printf %.16s "$sha512")…" || return 1
	fi
	step unpack
	if ! tar -xjof "$archive" -C "$HOST$part" 2> "$RUN/tar.err"; then
		why=$(head -c 300 "$RUN/tar.err")
		rm -rf "${HOST:?}$part"
		fail "the release cannot be unpacked: $why" || return 1
	fi
	rm -f "$HOST$part/gvisor.tar.bz2"
	is_complete "$part" || return 1
	says_its_release "$part" || return 1
	step place
	write_runsc_toml "$folder" > "$HOST$part/runsc.toml"
	in_host /usr/bin/sync -f "$part"
	mv "$HOST$part" "$HOST$folder"
}

# A release takes about 150 MB packed and 550 MB unpacked.
has_space() {
	free=$(df -Pm "$HOST$BASE" | awk 'NR == 2 { print $4 }')
	[ "$free" -ge "$MIN_FREE_MIB" ] || fail "only $free MiB are free under /opt; $MIN_FREE_MIB are needed"
}

download() { # URL FILE
	for authorities in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/certs/ca-bundle.crt; do
		[ ! -r "$HOST$authorities" ] || break
	done
	cp /etc/resolv.conf /etc/hosts "$HOST/etc/"
	# What begins with https goes on with it, wherever it is sent.
	case $1 in https:*) protocols='=https' ;; *) protocols='=http,https' ;; esac
	# A size that the server does not tell is limited by the kernel, in blocks of 512 bytes (POSIX, busybox); a
	# shell that counts in 1024 allows twice as much, for which there is space.
	(
		ulimit -f $((MAX_RELEASE_MIB * 2048))
		in_host /usr/bin/curl --silent --show-error --fail --location --proto "$protocols" --cacert "$authorities" \
			--max-filesize $((MAX_RELEASE_MIB * 1048576)) --max-time "$DOWNLOAD_SECONDS" --retry-max-time "$DOWNLOAD_SECONDS" \
			--connect-timeout 15 --speed-limit 1024 --speed-time 60 --retry 2 --output "$2" "$1" 2> "$RUN/curl.err"
	) && return 0
	size=$(stat -c %s "$HOST$2" 2> /dev/null || echo 0)
	rm -f "$HOST$2"
	[ "$size" -lt $((MAX_RELEASE_MIB * 1048576)) ] || fail "the download of $1 failed: it is larger than $MAX_RELEASE_MIB MiB" || return 1
	fail "the download of $1 failed: $(head -n 1 "$RUN/curl.err" | head -c 300)"
}

is_complete() { # FOLDER
	for file in runsc containerd-shim-runsc-v1; do
		if [ ! -f "$HOST$1/$file" ] || [ -L "$HOST$1/$file" ]; then
			fail "the tarball has no $file" || return 1
		fi
		found=$(od -An -tx1 -j18 -N2 "$HOST$1/$file" | tr -d ' \n')
		[ "$found" = "$machine" ] || fail "the tarball is for another architecture: $file is not for $arch" || return 1
		chmod 755 "$HOST$1/$file"
	done
}

says_its_release() { # FOLDER
	# Not by chroot: it is a static program, and it looks into /proc.
	version=$("$HOST$1/runsc" --version 2>&1 | head -n 1)
	case $version in
		*"$RELEASE"*) ;;
		*) fail "runsc says \"$version\", not the release $RELEASE" ;;
	esac
}

# systemd-cgroup stays unset: this runsc tells by the cgroup's path. The marker file is what proofs read.
write_runsc_toml() { # FOLDER
	cat <<- TOML
		binary_name = "$1/runsc"
		[runsc_config]
		  platform = "systrap"
		  gvisor-marker-file = "true"
	TOML
}

link_release() { link_to "$(release_name)"; }

link_to() { # RELEASE
	rm -f "$HOST$BASE/current.new"
	ln -s "releases/$1" "$HOST$BASE/current.new"
	in_host /usr/bin/mv -fT "$BASE/current.new" "$BASE/current" || fail 'the link to the release cannot be changed'
}

# drop_old_releases: those that no process of the node uses. A container sees only its own processes, so
# systemd is asked to look.
drop_old_releases() {
	for old in "$HOST$BASE"/releases/*; do
		name=$(basename "$old")
		[ "$name" != "$(linked_release)" ] || continue
		used=$(on_host /bin/sh -c 'readlink /proc/[0-9]*/exe 2> /dev/null; echo end') || return 0
		case $used in
			*"$BASE/releases/$name/"*) say "the release $name is still in use" ;;
			*end) rm -rf "$old" ;;
		esac
	done
}
