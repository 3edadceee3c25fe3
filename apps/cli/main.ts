import { checkArguments, readArguments } from './arguments.ts'
import type { Answer, Arguments } from './answer.ts'
import { type Call, calls, help } from './calls.ts'
import { BadInput, Misuse } from './misuse.ts'
import { readable } from './print.ts'

const bareEverywhere = ['json', 'help']

async function answer(argv: readonly string[]): Promise<Answer> {
  const [noun, verb] = argv
  const asksHelp = argv.includes('--help') || argv.includes('-h') || noun === 'help'
  const call = calls.find((one) => one.noun === noun && one.verb === verb)
  if (call !== undefined) {
    if (asksHelp) return { data: { usage: call.usage, about: call.about }, shown: `${call.usage}\n${call.about}` }
    return runNamed(call, argv.slice(2))
  }
  const looksLikeSignature = noun !== undefined && verb !== undefined && /^[a-z]+$/.test(noun) && /^[a-z]+(-[a-z]+)+$/.test(verb)
  if (looksLikeSignature) {
    const { runSignature } = await import('./calls/run-signature.ts')
    return runSignature(`${noun}.${verb}`, argv.slice(2))
  }
  if (asksHelp || noun === undefined)
    return { data: calls.map(({ usage, about }) => ({ usage, about })), shown: help(), exit: noun === undefined ? 1 : 0 }
  throw new Misuse(`没有“${[noun, verb].filter(Boolean).join(' ')}”这个命令，请看 --help (no such command)`)
}

function runNamed(call: Call, argv: readonly string[]): Promise<Answer> {
  const args: Arguments = readArguments(argv, new Set([...call.bare, ...bareEverywhere]))
  checkArguments(args, call.usage, { least: call.least, most: call.most, flags: [...call.flags, ...call.bare, ...bareEverywhere] })
  return call.open().then(({ run }) => run(args))
}

const write = (stream: NodeJS.WriteStream, text: string) => new Promise<void>((done) => stream.write(text, () => done()))

async function main(argv: readonly string[]): Promise<number> {
  try {
    const { data, lines, shown, notes = [], exit = 0 } = await answer(argv)
    for (const note of notes) await write(process.stderr, `银桥：${note}\n`)
    const text = argv.includes('--json')
      ? (lines?.map((line) => JSON.stringify(line)).join('\n') ?? JSON.stringify(data, null, 2))
      : typeof shown === 'string'
        ? shown
        : readable(shown ?? data).join('\n')
    // a file of no lines is answered with none
    if (text !== '') await write(process.stdout, `${text}\n`)
    return argv.length === 0 ? 2 : exit
  } catch (error) {
    await write(process.stderr, `银桥：${oneLine(error)}\n`)
    return error instanceof Misuse ? 2 : 1
  }
}

/** Expected problems speak for themselves; anything else says where it came from, still in one line. */
function oneLine(error: unknown): string {
  const { name, message, code, path } = error as Error & { code?: string; path?: string }
  if (error instanceof BadInput || error instanceof Misuse || name === 'StartProblem') return message
  if (code === 'ENOENT') return `找不到 ${path ?? ''} (no such file)`
  if (code === 'EISDIR') return `${path ?? ''} 是文件夹，不是文件 (is a folder)`
  if (code === 'EACCES' || code === 'EPERM') return `无权访问 ${path ?? ''} (no right to access)`
  return `${name ?? 'Error'}: ${message ?? String(error)}`.replaceAll(/\s*\n\s*/g, ' ')
}

// a reader that went away (`| head`) is no fault
process.stdout.on('error', () => process.exit(0))
process.exit(await main(process.argv.slice(2)))
