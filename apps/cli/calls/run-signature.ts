import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Signature } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import type { Answer, Arguments } from '../answer.ts'
import { readArguments } from '../arguments.ts'
import { BadInput, Misuse } from '../misuse.ts'
import { runTrusted, withPlatform } from '../with-platform.ts'
import { findSignature } from './list-calls.ts'

const own = new Set(['json', 'help', 'input', 'key'])

/** `<room> <verb-noun>`: any signature, its input from `--input JSON|@FILE|-` and from `--field value`. */
export async function runSignature(name: string, argv: readonly string[]): Promise<Answer> {
  const signature = findSignature(name)
  if (signature === undefined) throw new Misuse(`没有 ${name} 这个接口，请看 calls list (no such signature)`)
  const fields = fieldsOf(signature)
  const bare = new Set(['json', 'help', ...[...fields].filter(([, schema]) => schema.type === 'boolean').map(([field]) => kebab(field))])
  const args = readArguments(argv, bare)
  if (args.flags['help'] === true)
    return { data: z.toJSONSchema(signature.input, { io: 'input', unrepresentable: 'any' }), shown: page(signature, fields) }
  if (args.words.length > 0) throw new Misuse(`多余的参数“${args.words.join(' ')}”，请用 --字段 值 (unexpected argument)`)
  const input = await readInput(signature, fields, args)
  const key = args.flags['key']
  return { data: await withPlatform((platform) => runTrusted(platform, signature, input, typeof key === 'string' ? key : undefined)) }
}

interface FieldSchema {
  readonly type?: string
  readonly anyOf?: readonly FieldSchema[]
  readonly description?: string
}

function fieldsOf({ input }: Signature): ReadonlyMap<string, FieldSchema> {
  const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })
  return new Map(Object.entries(properties).map(([name, schema]) => [name, schema as FieldSchema]))
}

const kebab = (field: string) => field.replace(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)

async function readInput(
  signature: Signature,
  fields: ReadonlyMap<string, FieldSchema>,
  args: Arguments,
): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = { ...(await readWhole(args.flags['input'])) }
  for (const [flag, value] of Object.entries(args.flags)) {
    if (own.has(flag)) continue
    const field = [...fields.keys()].find((name) => kebab(name) === flag || name === flag)
    if (field === undefined) throw new Misuse(`${signature.name} 没有 --${flag} 这个字段，请看 --help (unknown field)`)
    input[field] = fieldValue(fields.get(field), value)
  }
  return input
}

async function readWhole(given: string | true | undefined): Promise<object> {
  if (given === undefined) return {}
  const source =
    given === true || given === '-' ? await text(process.stdin) : given.startsWith('@') ? await readFile(given.slice(1), 'utf8') : given
  try {
    const read: unknown = JSON.parse(source)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read
  } catch {
    // said below
  }
  throw new BadInput('--input 不是一个 JSON 对象 (--input is not a JSON object)')
}

/** A value as its field wants it: text stays text wherever text is welcome; anything else is read as JSON. */
function fieldValue(schema: FieldSchema | undefined, value: string | true): unknown {
  if (value === true) return true
  const types = [schema?.type, ...(schema?.anyOf ?? []).map(({ type }) => type)]
  if (value === 'null' && types.includes('null')) return null
  if (types.includes('string')) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

function page(signature: Signature, fields: ReadonlyMap<string, FieldSchema>): string {
  const lines = [...fields].map(([name, { type, anyOf, description }]) =>
    `  --${kebab(name)}  ${type ?? anyOf?.map((one) => one.type ?? '…').join('|') ?? ''}  ${description ?? ''}`.trimEnd(),
  )
  return [
    `${signature.name}  ${signature.title.zh}（${signature.kind === 'command' ? '命令' : '查询'}）`,
    ...lines,
    '  --input JSON | @FILE | -  整个输入 (whole input)',
  ].join('\n')
}
