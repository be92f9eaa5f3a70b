#compdef keepwarm
# Completions of keepwarm for zsh. In ~/.zshrc, after compinit: source <(keepwarm completions zsh)
# Or put this as `_keepwarm` into a folder of $fpath.

_keepwarm() {
    local line
    local -a lines values shown
    lines=("${(@f)$(command keepwarm completions zsh -- \
        "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    case $lines[1] in
        words)
            for line in "${(@)lines[2,-1]}"; do
                values+=("${line%%$'\t'*}")
                shown+=("${line/$'\t'/  -- }")
            done
            case $#values in
                0) return 1 ;;
                # Whoever is found by another word than the first takes the place of what is typed.
                1) compadd -U -l -d shown -a values ;;
                *) compadd -V keepwarm -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' \
                    -l -d shown -a values ;;
            esac ;;
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
