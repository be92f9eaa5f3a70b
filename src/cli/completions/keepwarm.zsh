#compdef keepwarm
# Completions of keepwarm for zsh. In ~/.zshrc, after compinit: source <(keepwarm completions zsh)
# Or put this as `_keepwarm` into a folder of $fpath.

_keepwarm() {
    local line
    local -a lines values shown
    lines=("${(@f)$(COLUMNS=$COLUMNS command keepwarm completions zsh -- \
        "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    case $lines[1] in
        words|others)
            for line in "${(@)lines[2,-1]}"; do
                values+=("${line%%$'\t'*}")
                shown+=("${line#*$'\t'}")
            done
            # What is found by something else than its beginning takes the place of what is typed,
            # or is only listed.
            if (( $#values == 1 )); then
                compadd -U -l -d shown -a values
            elif [[ $lines[1] == others ]]; then
                compadd -U -V keepwarm -l -d shown -a values
                compstate[insert]='' compstate[list]='list force'
            else
                compadd -V keepwarm -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' \
                    -l -d shown -a values
            fi ;;
        files) _files ;;
        folders) _files -/ ;;
        *) return 1 ;;
    esac
}

if [[ $funcstack[1] == _keepwarm ]]; then
    _keepwarm "$@"
else
    compdef _keepwarm keepwarm
fi
