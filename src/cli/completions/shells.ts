import type { CommandWords } from './words.ts';

/** Options whose value begins with the path of a setting. */
const OF_SETTINGS = ['--set', '--vary'];

/** A shell, and what teaches it to complete. */
export interface Shell {
  readonly name: string;
  /** How it is put to use, a line. */
  readonly use: string;
  script(commands: readonly CommandWords[], settings: readonly string[]): string;
}

export const SHELLS: readonly Shell[] = [
  { name: 'bash', use: 'eval "$(blackfriday completions bash)"', script: bash },
  { name: 'zsh', use: 'eval "$(blackfriday completions zsh)"', script: zsh },
  { name: 'fish', use: 'blackfriday completions fish | source', script: fish },
];

function bash(commands: readonly CommandWords[], settings: readonly string[]): string {
  const cases = commands.map(
    ({ name, options, names }) =>
      `    ${name}) options=${list(options.map(({ flag }) => flag))} names=${list(names)} ;;`,
  );
  const choices = commands.flatMap(({ name, options }) =>
    options
      .filter((option) => option.choices.length > 0)
      .map((option) => `    ${name}:${option.flag}) values=${list(option.choices)} ;;`),
  );
  return `# blackfriday, for bash
_blackfriday() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  local options='' names='' values=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${list(commands.map(({ name }) => name))} -- "$word"))
    return
  fi
  case $before in
    ${OF_SETTINGS.join('|')})
      compopt -o nospace
      COMPREPLY=($(compgen -S = -W ${list(settings)} -- "$word"))
      return ;;
  esac
  case $command:$before in
${choices.join('\n')}
  esac
  if [ -n "$values" ]; then
    COMPREPLY=($(compgen -W "$values" -- "$word"))
    return
  fi
  case $command in
${cases.join('\n')}
  esac
  if [ "\${word#-}" != "$word" ]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  else
    COMPREPLY=($(compgen -W "$names" -- "$word") $(compgen -f -- "$word"))
  fi
}
complete -o filenames -o bashdefault -F _blackfriday blackfriday
`;
}

function zsh(commands: readonly CommandWords[], settings: readonly string[]): string {
  const cases = commands.map(
    ({ name, options, names }) =>
      `    ${name}) options=(${options.map(({ flag }) => flag).join(' ')}) names=(${names.join(' ')}) ;;`,
  );
  const choices = commands.flatMap(({ name, options }) =>
    options
      .filter((option) => option.choices.length > 0)
      .map(
        (option) => `    ${name}:${option.flag}) compadd -- ${option.choices.join(' ')}; return ;;`,
      ),
  );
  return `#compdef blackfriday
_blackfriday() {
  local -a options names
  if (( CURRENT == 2 )); then
    compadd -- ${commands.map(({ name }) => name).join(' ')}
    return
  fi
  case $words[CURRENT-1] in
    ${OF_SETTINGS.join('|')})
      compadd -S = -- ${settings.join(' ')}
      return ;;
  esac
  case $words[2]:$words[CURRENT-1] in
${choices.join('\n')}
  esac
  case $words[2] in
${cases.join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then
    compadd -- $options
  else
    (( $#names )) && compadd -- $names
    _files
  fi
}
compdef _blackfriday blackfriday
`;
}

function fish(commands: readonly CommandWords[], settings: readonly string[]): string {
  const own = commands.flatMap(({ name, summary, options, names }) => {
    const after = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c blackfriday -f -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
      ...(names.length === 0 ? [] : [`complete -c blackfriday ${after} -a ${list(names)}`]),
      ...options.map(({ flag, summary: told, takesValue, choices }) => {
        const values = OF_SETTINGS.includes(flag) ? ` -a '(__blackfriday_settings)'` : '';
        const few = choices.length === 0 ? values : ` -a ${list(choices)}`;
        const value = takesValue ? ` -r${few === '' ? '' : ' -f'}${few}` : '';
        return `complete -c blackfriday ${after} -l ${flag.slice(2)} -d ${quoted(told)}${value}`;
      }),
    ];
  });
  return `# blackfriday, for fish
function __blackfriday_settings
    string split ' ' ${list(settings.map((path) => `${path}=`))}
end
${own.join('\n')}
`;
}

/** Words that hold nothing for a shell to read but their letters. */
function list(words: readonly string[]): string {
  return `'${words.join(' ')}'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
