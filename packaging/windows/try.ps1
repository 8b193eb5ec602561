# Installs what was made on a real Windows without a question, walks command and window, replaces it in place, removes it.
# packaging/windows/try.ps1 FOLDER
param([string]$made)
$ErrorActionPreference = "Stop"
function Check($what, $yes) { if (-not $yes) { throw $what } else { Write-Output "ok: $what" } }
function Silent($file, $words) {
    $done = Start-Process -FilePath $file -ArgumentList $words -Wait -PassThru
    if ($done.ExitCode -ne 0) { throw "$file $words ended with $($done.ExitCode)" }
}
$setup = (Get-ChildItem "$made/*-setup.exe").FullName
$msi = (Get-ChildItem "$made/*.msi").FullName
$place = "$env:LOCALAPPDATA\Programs\pomerium-cognito"
$key = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\pomerium-cognito"
$work = New-Item -ItemType Directory -Path (Join-Path $env:RUNNER_TEMP "trial") -Force
Set-Location $work
$env:POMERIUM_COGNITO_HOME = "$work\state"

Silent $setup "/S"
Check "in the list of programs" (Test-Path $key)
$program = "$place\pomerium-cognito.exe"
& $program --version
& $program new -o s.yaml --authenticate-url https://authenticate.corp.example.com --region eu-west-1 --prefix corp-staff
& $program check s.yaml; Check "check" ($LASTEXITCODE -eq 0)
& $program apply s.yaml --demo --secrets keyring --yes; Check "apply" ($LASTEXITCODE -eq 0)
& $program render s.yaml --demo --secrets keyring --format config-yaml -o config.yaml; Check "render" ($LASTEXITCODE -eq 0)
$secret = & $program secret get s.yaml --demo --secrets keyring --reveal | Select-Object -Last 1
Check "the secret, from Windows' own store" (Select-String -Quiet -SimpleMatch $secret config.yaml)

$window = Start-Process -FilePath "$place\pomerium-cognito-window.exe" -ArgumentList "--demo" -PassThru
$note = "$work\state\practice\window.json"
for ($n = 0; $n -lt 200 -and -not (Test-Path $note); $n++) { Start-Sleep -Milliseconds 100 }
Check "the window is open" (Test-Path $note)
Check "it takes the file of a second start" ((& $program s.yaml --demo) -match "open already")
Get-Process pythonw, pomerium-cognito-window -ErrorAction SilentlyContinue | Stop-Process -Force
Start-Sleep -Seconds 1

Silent $setup "/S"
Check "replaced in place, the secret stays" ((& $program secret get s.yaml --demo --secrets keyring --reveal | Select-Object -Last 1) -eq $secret)
Silent "$place\uninstall.exe" "/S"
for ($n = 0; $n -lt 200 -and (Test-Path $place); $n++) { Start-Sleep -Milliseconds 100 }
Check "removed" (-not (Test-Path $place) -and -not (Test-Path $key))
Check "setups stay" (Test-Path "$work\s.yaml")

Silent "msiexec" "/i `"$msi`" /qn"
$program = "$env:ProgramFiles\pomerium-cognito\pomerium-cognito.exe"
Check ".msi: the secret of before" ((& $program secret get s.yaml --demo --secrets keyring --reveal | Select-Object -Last 1) -eq $secret)
& $program secret forget s.yaml --demo --secrets keyring
Silent "msiexec" "/x `"$msi`" /qn"
Check ".msi: removed" (-not (Test-Path "$env:ProgramFiles\pomerium-cognito"))
