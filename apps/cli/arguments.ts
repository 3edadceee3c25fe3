import type { Arguments } from './answer.ts'
import { Misuse } from './misuse.ts'

/** Splits `word --flag value --flag=value --bare`; `bare` names the flags that take no value. */
export function readArguments(argv: readonly string[], bare: ReadonlySet<string>): Arguments {
  const words: string[] = []
  const flags: Record<string, string | true> = {}
  for (let i = 0; i < argv.length; i++) {
    const part = argv[i] ?? ''
    if (!part.startsWith('--') || part === '--') {
      if (part !== '--') words.push(part)
      continue
    }
    const [name = '', ...rest] = part.slice(2).split('=')
    if (rest.length > 0) flags[name] = rest.join('=')
    else if (bare.has(name) || argv[i + 1] === undefined || argv[i + 1]?.startsWith('--') === true) flags[name] = true
    else flags[name] = argv[++i] ?? ''
  }
  return { words, flags }
}

/** Refuses what a call does not know, so that a mistyped flag is never silently ignored. */
export function checkArguments(
  { words, flags }: Arguments,
  usage: string,
  allowed: { readonly least: number; readonly most: number; readonly flags: readonly string[] },
): void {
  const unknown = Object.keys(flags).find((name) => !allowed.flags.includes(name))
  if (unknown !== undefined) throw new Misuse(`不认识参数 --${unknown}；用法：${usage} (unknown flag)`)
  if (words.length < allowed.least || words.length > allowed.most) throw new Misuse(`用法：${usage} (usage)`)
}

/** The value of a flag that must have one. */
export function valueOf({ flags }: Arguments, name: string): string | undefined {
  const value = flags[name]
  if (value === true) throw new Misuse(`--${name} 需要一个值 (needs a value)`)
  return value
}
