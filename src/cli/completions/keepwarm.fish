# Completions of keepwarm for fish.
# keepwarm completions fish > ~/.config/fish/completions/keepwarm.fish

function __keepwarm_complete
    set -l before (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (commandline --current-token --cut-at-cursor)
    set -l lines (command keepwarm completions fish -- $before "$word" 2>/dev/null)
    switch "$lines[1]"
        case words
            set --erase lines[1]
            string join -- \n $lines
        case files
            __fish_complete_path "$word"
        case folders
            __fish_complete_directories "$word"
    end
end

complete --command keepwarm --no-files --keep-order --arguments '(__keepwarm_complete)'
