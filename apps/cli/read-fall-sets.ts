import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { readSisfallTrial, readUmafallTrial, type Trial, type Unreadable } from '../../rooms/watch/rules/fall/read-trial.ts'
import { BadInput } from './misuse.ts'

const unpack = promisify(gunzip)

const sets: readonly { readonly folder: string; readonly name: RegExp; readonly read: (line: string) => Trial | Unreadable }[] = [
  { folder: 'sisfall', name: /^(S[AE]\d+)\.ndjson\.gz$/, read: readSisfallTrial },
  { folder: 'umafall', name: /^(subject\d+)\.ndjson\.gz$/, read: readUmafallTrial },
]

/** A person of a set; the file is read when its trials are asked for. */
export interface Person {
  /** `sisfall/SA01` */
  readonly id: string
  readonly trials: () => Promise<Trial[]>
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch {
    throw new BadInput(`找不到文件夹 ${folder} (no such folder)`)
  }
}

async function textOf(file: string): Promise<string> {
  const packed = await readFile(file)
  try {
    return (await unpack(packed)).toString('utf8')
  } catch {
    throw new BadInput(`${file} 不是完整的 gzip 文件 (broken gzip)`)
  }
}

async function trialsOf(file: string, subject: string, read: (line: string) => Trial | Unreadable): Promise<Trial[]> {
  const trials: Trial[] = []
  for (const [at, line] of (await textOf(file)).split('\n').entries()) {
    if (line.trim() === '') continue
    const trial = read(line)
    if ('unreadable' in trial) throw new BadInput(`${file} 第 ${at + 1} 行读不懂 (line ${at + 1}: ${trial.unreadable})`)
    if (trial.subject !== subject) throw new BadInput(`${file} 第 ${at + 1} 行是另一人 ${trial.subject} (line ${at + 1}: another subject)`)
    trials.push(trial)
  }
  if (trials.length === 0) throw new BadInput(`${file} 是空的 (empty)`)
  return trials
}

/** People of `DIR/sisfall` and `DIR/umafall`, in the order of their names. What cannot be read is bad input, with its file and line. */
export async function listFallPeople(folder: string): Promise<Person[]> {
  const people: Person[] = []
  for (const set of sets) {
    const home = join(folder, set.folder)
    const found = (await namesIn(home)).flatMap((name) => {
      const subject = set.name.exec(name)?.[1]
      return subject === undefined ? [] : [{ id: `${set.folder}/${subject}`, trials: () => trialsOf(join(home, name), subject, set.read) }]
    })
    if (found.length === 0) throw new BadInput(`${home} 里没有受试者文件 (no subject files)`)
    people.push(...found)
  }
  return people
}
