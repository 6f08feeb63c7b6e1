#!/usr/bin/env bash
# Plays with the installed Flatpak $1 as a user would who has just logged in: with the permissions it
# asks for and no others, in the folder it stands in. Needs a display.
set -euo pipefail
app=$1
data=$PWD/home/.var/app/$app

# Nothing but what a session has.
if [[ ${2-} != logged-in ]]; then
  runtime=$(mktemp -d)
  trap 'rm -rf "$runtime"' EXIT
  env -i PATH="$PATH" HOME="$PWD/home" DISPLAY="$DISPLAY" XDG_RUNTIME_DIR="$runtime" \
    LANG=C.UTF-8 GSK_RENDERER=cairo FLATPAK_USER_DIR="$PWD/user" \
    dbus-run-session -- bash "$0" "$app" logged-in
  exit
fi

fail() {
  printf 'run: %s\n' "$1" >&2
  exit 1
}

helpparictl() {
  flatpak run --command=helpparictl "$app" "$@"
}

activate() {
  gdbus call --session --dest "$app" --object-path "/${app//./\/}" \
    --method org.gtk.Actions.Activate "$1" "$2" '{}' >/dev/null
}

# The process of the program itself, below the wrappers of its sandbox.
find_program() {
  local pid
  for pid in $(flatpak ps --columns=child-pid); do
    pgrep --exact --parent "$pid" helppari || true
  done
}

# What the kernel and Flatpak say of the process $1.
check_sandbox() {
  local status
  status=$(grep -E '^(Uid|CapEff|NoNewPrivs|Seccomp):' "/proc/$1/status")
  printf '%s\n' "$status"
  grep -E '^(name|runtime|shared|sockets|devices|filesystems|org.freedesktop.secrets)=' \
    "/proc/$1/root/.flatpak-info"
  [[ $status =~ CapEff:[[:space:]]0+[[:space:]] && $status =~ Seccomp:[[:space:]]2 ]] ||
    fail 'the app runs, but not in a sandbox'
}

# The font that a desktop names over its portal.
mkdir -p "$data/config/gtk-4.0"
printf '[Settings]\ngtk-font-name=Cantarell 11\n' >"$data/config/gtk-4.0/settings.ini"

helpparictl demo
ticket=$(helpparictl --json tickets Viltit | sed -n '1s/.*"number" *: *"\([^"]*\)".*/\1/p')
LANG=fi_FI.UTF-8 flatpak run "$app" --screenshot "$data/flatpak-fi.png" --search lasku

flatpak run "$app" --size 1280x800 --ticket "$ticket" &
gdbus wait --session --timeout 60 "$app"
check_sandbox "$(find_program)"
activate screenshot "[<'$data/flatpak.png'>]"
until [[ -f $data/flatpak.png ]]; do
  kill -0 $! || fail 'the app has ended too early'
  sleep 0.1
done
activate quit '[]'
wait $!
