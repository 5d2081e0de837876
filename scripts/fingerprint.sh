# Sourced by with-node at every start and by set-up/main.mjs, so that both mean the same thing.

# file_mark <file>: path, size and time of a file, in one line.
file_mark() {
  LC_ALL=C ls -lLn "$1" 2>/dev/null
}

# fingerprint <root> <node>: changes when the lock file, the dependencies in package.json, the Node binary or the platform does.
fingerprint() {
  {
    cat "$1/package-lock.json"
    awk '/^  "(engines|dependencies|devDependencies|optionalDependencies|overrides)": \{/, /^  \}/' "$1/package.json"
    file_mark "$2"
    uname -sm
  } | cksum
}
