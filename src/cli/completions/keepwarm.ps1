# Completions of keepwarm for PowerShell.
# In $PROFILE: keepwarm completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName keepwarm -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) {
            $element.Value
        } else {
            $element.Extent.Text
        }
    })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        # An empty word would get lost on the way: the sign keeps it.
        $lines = @(& keepwarm completions powershell -- @before "=$wordToComplete" 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($lines.Count -gt 1 -and $lines[0] -eq 'words') {
        $lines[1..($lines.Count - 1)] | ForEach-Object {
            $value, $shown, $about = $_.Split("`t")
            [System.Management.Automation.CompletionResult]::new($value, $shown, 'ParameterValue', $about)
        }
    }
}
