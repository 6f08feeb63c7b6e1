# Makes the Flatpak on a runtime of Debian packages and starts it; "./run flatpak" sources this. It
# shows, where org.gnome.Platform is not to be had, that the permissions and the app's own module of
# the manifest hold. All lies in build/flatpak; the runtime is kept until its list of packages
# changes.
# shellcheck shell=bash

app=io.github.helppari.Helppari
debian=io.github.helppari.Debian
folder=$PWD/build/flatpak
export FLATPAK_USER_DIR=$folder/user

# Flatpak asks the system bus for parental controls; where there is none, another bus will do.
flatpak_on_bus() {
  dbus-run-session -- sh -c 'DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec flatpak "$@"' \
    sh "$@"
}

# Before some minutes have gone into it.
check_namespaces() {
  local trouble
  trouble=$(bwrap --unshare-all --ro-bind / / true 2>&1) ||
    fail "no user namespaces here, hence no sandbox: $trouble" 77
}

# Unpacks Debian with the packages named into the folder of the runtime $1.
unpack_runtime() {
  local tree=$folder/$1 packages
  shift
  packages=$(printf '%s,' "$@")
  mkdir -p "$tree"
  # shellcheck disable=SC2016
  mmdebstrap --variant=minbase --include="${packages%,}" --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --customize-hook='chroot "$1" localedef -i fi_FI -f UTF-8 fi_FI.UTF-8' bookworm - |
    tar -x --no-same-owner -C "$tree" ./usr ./etc ./var/lib/dpkg
  mv "$tree/usr" "$tree/files"
  mv "$tree/etc" "$tree/files/etc"
  # What Flatpak brings itself, and what only root may read.
  (cd "$tree/files/etc" && rm -f ./*shadow* ./*- .pwd.lock machine-id resolv.conf host* mtab)
  chmod -R u+w,a+rX "$tree"
}

# Puts the runtime $1 into the repository.
commit_runtime() {
  local arch metadata
  arch=$(flatpak --default-arch)
  metadata="[Runtime]
name=$debian.$1
runtime=$debian.Platform/$arch/12
sdk=$debian.Sdk/$arch/12"
  rm -r "$folder/$1/var"
  printf %s "$metadata" >"$folder/$1/metadata"
  ostree commit --repo="$folder/repo" --branch="runtime/$debian.$1/$arch/12" \
    --tree=dir="$folder/$1" --owner-uid=0 --owner-gid=0 --no-xattrs --canonical-permissions \
    --add-metadata-string=xa.metadata="$metadata" >/dev/null
  rm -r "${folder:?}/$1"
}

# The libraries behind the -dev packages.
list_libraries() {
  dpkg-query --admindir="$folder/Sdk/var/lib/dpkg" -W -f '${Depends}, ' "${build_packages[@]}" |
    tr ',' '\n' | sed -nE 's/^ *(lib[^ ]*) \(= .*/\1/p' | grep -vE -- '-(dev|bin)$' | sort -u
}

make_runtime() {
  local libraries packages="${build_packages[*]} ${look_packages[*]}"
  if [[ -f $folder/packages && $(<"$folder/packages") == "$packages" ]]; then return; fi
  echo 'Making a runtime of Debian packages: some minutes, and only this once'
  rm -rf "$folder"
  mkdir -p "$folder"
  ostree init --mode=bare-user-only --repo="$folder/repo"
  unpack_runtime Sdk "${build_packages[@]}" "${look_packages[@]}" appstream-util locales
  mapfile -t libraries < <(list_libraries)
  unpack_runtime Platform "${libraries[@]}" "${data_packages[@]}" "${look_packages[@]}" locales
  commit_runtime Sdk
  commit_runtime Platform
  flatpak build-update-repo "$folder/repo"
  flatpak remote-add --user --no-gpg-verify debian "file://$folder/repo"
  flatpak_on_bus install --user -y --noninteractive debian "$debian.Platform//12" "$debian.Sdk//12"
  echo "$packages" >"$folder/packages"
}

# Builds the app from the published manifest, without the modules that Debian has packages of.
make_flatpak() {
  jq --arg name "$debian" --arg source "$PWD" '
    .runtime = $name + ".Platform" | .sdk = $name + ".Sdk" | ."runtime-version" = "12"
    | .modules |= map(select(.name == "helppari") | .sources[0].path = $source)
  ' "flatpak/$app.json" >"$folder/$app.json"
  (cd "$folder" && flatpak-builder --user --force-clean --disable-rofiles-fuse --state-dir=state \
    --repo=repo tree "$app.json")
  flatpak_on_bus install --user -y --noninteractive --or-update debian "$app"
}

# Plays with the app as an ordinary user who has just got it. Root leaves that to nobody, for in a
# sandbox root keeps its rights; and as the way here may be closed to nobody, it leads over /mnt.
start_flatpak() {
  local as=(env -C "$folder") data=$folder/home/.var/app/$app
  rm -rf "$folder/home"
  mkdir -p "$data"
  cp flatpak/play.sh "$folder"
  if ((EUID == 0)); then
    chown -R 65534:65534 "$folder/home"
    chmod a+rx "$FLATPAK_USER_DIR" "$FLATPAK_USER_DIR/repo"
    # shellcheck disable=SC2016
    as=(unshare --mount sh -c 'mount --bind "$0" /mnt && cd /mnt && exec "$@"' "$folder"
      setpriv --reuid 65534 --regid 65534 --clear-groups)
  fi
  on_virtual_display "${as[@]}" bash play.sh "$app"
  mkdir -p build/screenshots
  cp "$data"/*.png build/screenshots
  printf 'build/screenshots/%s\n' flatpak.png flatpak-fi.png
}
