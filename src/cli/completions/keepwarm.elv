# Completions of keepwarm for elvish. In rc.elv: eval (keepwarm completions elvish | slurp)

use str

set edit:completion:arg-completer[keepwarm] = {|@words|
    var lines = []
    try {
        set lines = [(e:keepwarm completions elvish -- $@words 2>/dev/null)]
    } catch e { }
    if (> (count $lines) 0) {
        if (eq $lines[0] words) {
            for line $lines[1..] {
                var value about = (str:split &max=2 "\t" $line)
                if (eq $about '') {
                    edit:complex-candidate $value
                } else {
                    edit:complex-candidate $value &display=$value'  '$about
                }
            }
        } else {
            edit:complete-filename $@words
        }
    }
}
