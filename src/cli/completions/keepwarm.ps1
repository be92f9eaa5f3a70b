# Completions of keepwarm for PowerShell.
# In $PROFILE: keepwarm completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName keepwarm -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # The words up to the cursor, without their quotes, which $wordToComplete would have.
    $end = -1
    $words = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.StartOffset -ge $cursorPosition) { break }
        $end = $element.Extent.EndOffset
        if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst] -or
            $element -is [System.Management.Automation.Language.ExpandableStringExpressionAst]) {
            $element.Value
        } else {
            $element.Extent.Text
        }
    })
    if ($end -lt $cursorPosition) { $words += '' }
    # Empty words, quotes, stars: what some version would change on the way goes without them.
    $words = @(foreach ($word in $words) { '=' + [System.Uri]::EscapeDataString($word) })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
        $lines = @(& keepwarm completions powershell -- @words 2>$null)
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($lines.Count -gt 0 -and $lines[0] -eq 'words') {
        # Where no word fits, an empty one keeps files from being offered.
        if ($lines.Count -eq 1) { '' }
        foreach ($line in $lines | Select-Object -Skip 1) {
            $value, $shown, $about = $line.Split("`t")
            [System.Management.Automation.CompletionResult]::new($value, $shown, 'ParameterValue', $about)
        }
    }
}
