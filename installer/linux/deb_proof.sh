#!/usr/bin/env bash
# Installs the .deb with its dependencies in a clean Debian and starts it there: deb_proof.sh DEB
#
# Needs root, debootstrap and the network for the Debian packages; SiamDesk itself then runs
# without one. CHROOT=FOLDER keeps the clean system for the next time, SUITE names another Debian.
set -euo pipefail
deb=$(readlink -f "$1")
name=$(dpkg-deb --field "$deb" Package)
suite=${SUITE:-bookworm}
root=${CHROOT:-$(mktemp -d)}

if [ ! -e "$root/etc/debian_version" ]; then
  echo "== a clean Debian ($suite) in $root"
  debootstrap --variant=minbase "$suite" "$root" >"$root.log" 2>&1 ||
    { tail "$root.log" >&2; exit 1; }
fi
in_chroot() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
  chroot "$root" "$@"; }
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount --rbind /dev "$root/dev"
trap 'umount "$root/proc" "$root/sys"; umount -R -l "$root/dev"; [ -n "${CHROOT:-}" ] || rm -rf "$root"' EXIT

echo "== install $(basename "$deb") with what it depends on"
cp "$deb" "$root/tmp/siamdesk.deb"
in_chroot apt-get update -qq
in_chroot apt-get install -y -qq --no-install-recommends /tmp/siamdesk.deb >"$root/tmp/install.log" 2>&1 ||
  { tail "$root/tmp/install.log" >&2; exit 1; }
rm "$root/tmp/siamdesk.deb"
in_chroot sh -c '! command -v python3' || { echo "there is a Python in there" >&2; exit 1; }

echo "== the commands, without a network"
offline() { unshare --net env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"; }
offline chroot "$root" "$name" --version
offline chroot "$root" "$name" doctor
offline chroot "$root" "$name" demo --headless --out /srv/demo | tail -n 8

echo "== the window, on a screen of its own"
in_chroot apt-get install -y -qq --no-install-recommends xvfb xdotool >"$root/tmp/install.log" 2>&1
# shellcheck disable=SC2016 # the inner shell's own variables
offline NAME="$name" chroot "$root" sh -ec '
  Xvfb :77 -screen 0 1280x840x24 2>/dev/null & screen=$!
  export DISPLAY=:77 QT_QPA_PLATFORM=xcb
  for _ in $(seq 50); do [ -e /tmp/.X11-unix/X77 ] && break; sleep 0.2; done
  $NAME /srv/demo/steel.siam & app=$!
  for _ in $(seq 300); do
    if xdotool search --onlyvisible --name "steel.*SiamDesk" >/dev/null 2>&1; then seen=1; break; fi
    kill -0 $app; sleep 0.5
  done
  [ "${seen:-}" ] && echo "the window is open on the project"
  kill $app; wait $app 2>/dev/null || true
  # Its worker ends by itself, once it has begun: on a busy machine that takes a while.
  for _ in $(seq 600); do ls -l /proc/[0-9]*/exe 2>/dev/null | grep -q "/usr/lib/$NAME/" || break; sleep 0.5; done
  kill $screen
  [ "${seen:-}" ]
'
echo "== desktop entry, file type, icon"
in_chroot grep -c siamdesk-project /usr/share/applications/mimeinfo.cache
in_chroot grep siamdesk-project /usr/share/mime/globs
echo "== removed without a trace"
in_chroot apt-get remove -y -qq "$name" >/dev/null
[ ! -e "$root/usr/lib/$name" ] && [ ! -e "$root/usr/bin/$name" ]
echo "the .deb is fine"
