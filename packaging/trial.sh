# What the tries of packages share; sourced by try-deb and try-rpm, with $root (where to install) and $here set.
work=$(mktemp -d); mkdir -m 700 "$work/run"
end() {
    kill $(cat "$work"/*.pid 2>/dev/null) 2>/dev/null || true
    for place in "$root/proc" "$root/dev" "$root/tmp/.X11-unix" "$root$work"; do umount -l "$place" 2>/dev/null || true; done
    rmdir "$root$work" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT

# A minimal Debian in $root, with what a process there needs. Made once; kept for the next time.
clean_root() {
    [ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase "$(. /etc/os-release; echo "$VERSION_CODENAME")" "$root" >/dev/null
    rm -f "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/*
    cp /etc/apt/sources.list "$root/etc/apt/" 2>/dev/null || true
    cp -r /etc/apt/sources.list.d /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || true
    cp /etc/resolv.conf /etc/hosts "$root/etc/"; mkdir -p "$root/etc/ssl/certs"; cp -rL /etc/ssl/certs/. "$root/etc/ssl/certs/" 2>/dev/null || true
    rm -rf "$root/trial"; mkdir -p "$root/trial" "$root/tmp/.X11-unix" "$root$work"
    mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"; mount --bind "$work" "$root$work"
}
inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/trial LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        POMERIUM_COGNITO_HOME=/trial/state "$@"
}

# The command: new, apply, save, from practice mode.
walk_command() {
    inside sh -euc 'cd /trial
      pomerium-cognito --version | grep "^frozen program" >version
      pomerium-cognito new -o s.yaml --authenticate-url https://authenticate.corp.example.com --region eu-west-1 --prefix corp-staff
      pomerium-cognito check s.yaml
      pomerium-cognito apply s.yaml --demo --yes && pomerium-cognito save s.yaml --demo && grep -q idp_client_secret config.yaml' >"$work/told" 2>&1 ||
        { cat "$work/told"; exit 1; }
    echo "command: new, check, apply, save; $(cat "$root/trial/version")"
}

# The window: page by page to the saved file, as a screen reader would.
walk_window() {
    Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$work/display" 2>/dev/null & echo $! >"$work/screen.pid"
    for _ in $(seq 50); do [ -s "$work/display" ] && break; sleep 0.1; done
    mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    local seen=(DISPLAY=":$(cat "$work/display")" XDG_RUNTIME_DIR="$work/run" DBUS_SESSION_BUS_ADDRESS="unix:path=$work/bus")
    env "${seen[@]}" dbus-daemon --session --fork --address="unix:path=$work/bus" --print-pid=3 3>"$work/bus.pid" 2>/dev/null
    mkdir -p "$root/trial/window"
    (exec chroot "$root" env -i -C /trial/window PATH=/usr/bin:/bin HOME=/trial/window LANG=C.UTF-8 POMERIUM_COGNITO_HOME=/trial/window \
        QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 "${seen[@]}" /usr/bin/pomerium-cognito --demo) >"$work/window" 2>&1 &
    local window=$!; echo $window >"$work/window.pid"
    env "${seen[@]}" /usr/bin/python3 "$here/../tests/journeys/reader.py" $window 120 \
        pomerium.authenticate_url=https://authenticate.corp.example.com aws.region=eu-west-1 domain.prefix=corp-staff \
        pool.name=corp-staff name=corp-staff >"$work/pages" 2>&1 || { cat "$work/pages" "$work/window"; exit 1; }
    grep -q finished "$work/pages" && grep -rq idp_client_secret "$root/trial/window" --include=config.yaml || { cat "$work/pages" "$work/window"; exit 1; }
    echo "window:$(sed -n 's/^page//p' "$work/pages" | tr -d '\n'), saved"
    kill $window 2>/dev/null || true; wait $window 2>/dev/null || true
}

# After removal: nothing of the program's name but what the pattern in $1 allows.
nothing_left() {
    local left; left=$(inside find / -xdev -path /proc -prune -o -name '*pomerium-cognito*' -print | grep -v "^/trial\|$1" || true)
    [ -z "$left" ] || { echo "left behind: $left"; exit 1; }
    echo "removed: nothing left"
}
