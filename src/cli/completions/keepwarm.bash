# Completions of keepwarm for bash. In ~/.bashrc: source <(keepwarm completions bash)

_keepwarm() {
    local IFS=$'\n' flags=$- lines
    # The lines are words as they are to be typed: nothing in them is a pattern.
    set -f
    lines=($(COMP_TYPE=$COMP_TYPE COLUMNS=$COLUMNS command keepwarm completions bash -- \
        "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null))
    [[ $flags == *f* ]] || set +f
    COMPREPLY=()
    case ${lines[0]-} in
        words) COMPREPLY=("${lines[@]:1}") ;;
        files) compopt -o default 2>/dev/null || COMPREPLY=($(compgen -f -- "$2")) ;;
        folders) compopt -o dirnames 2>/dev/null || COMPREPLY=($(compgen -d -- "$2")) ;;
    esac
}

complete -o nosort -F _keepwarm keepwarm 2>/dev/null || complete -F _keepwarm keepwarm
