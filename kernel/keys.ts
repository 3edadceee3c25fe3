import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { marksOf, wrongMarks } from './key-marks.ts'
import { StartProblem } from './start-problem.ts'

/** `sm4`: SM4-CBC + HMAC-SM3 (GB/T 32907, GB/T 32905); `aes`: AES-256-GCM. Both can be read at any time. */
export type CipherAlgorithm = 'sm4' | 'aes'

export interface DataKey {
  readonly algorithm: CipherAlgorithm
  /** 64 hex characters: for SM4 the first half encrypts. */
  readonly secret: string
  /** 64 hex characters. */
  readonly mac: string
}

/** Keys by name; new data takes `current`, old data finds the key it names. `blind` keys the search index. */
export interface KeyRing {
  readonly current: string
  readonly keys: Readonly<Record<string, DataKey>>
  readonly blind: string
  /** Set while stored data is being sealed again with the current key; a rotation that was cut off goes on with it. */
  readonly rotating?: true
}

/** Where keys live: a file outside the database by default (for trial), a key service in its place later. */
export interface KeyStore {
  load(): KeyRing
  save(ring: KeyRing): void
}

const hex = () => randomBytes(32).toString('hex')

/** Adds a fresh key and makes it current; the older stay for reading. */
export function addKey(ring: KeyRing, algorithm: CipherAlgorithm): KeyRing {
  const name = `k${Object.keys(ring.keys).length + 1}`
  return { ...ring, current: name, keys: { ...ring.keys, [name]: { algorithm, secret: hex(), mac: hex() } } }
}

/** A ring with one key. */
export function newRing(algorithm: CipherAlgorithm = 'sm4'): KeyRing {
  return addKey({ current: '', keys: {}, blind: hex() }, algorithm)
}

/** Keys in a file of mode 600; made at first need. */
export function fileKeyStore(path: string, algorithm: CipherAlgorithm = 'sm4'): KeyStore {
  const save = (ring: KeyRing) => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(ring, null, 2), { mode: 0o600, flush: true })
    renameSync(`${path}.${process.pid}`, path)
  }
  let checked = false
  return {
    load() {
      if (!existsSync(path)) {
        refuseNewRing(path)
        if (checked) throw new Error('the key file is gone')
        save(newRing(algorithm))
      }
      chmodSync(path, 0o600)
      const ring = JSON.parse(readFileSync(path, 'utf8')) as KeyRing
      if (!checked) checkMarks(path, ring)
      checked = true
      return ring
    },
    save,
  }
}

const marksPath = (path: string) => join(dirname(path), 'key-marks.json')

/** Where there were keys once, or data was restored without them, a new ring would leave the data closed for ever and hide why. */
function refuseNewRing(path: string): void {
  if (existsSync(marksPath(path)))
    throw new StartProblem(
      `这里的数据是加密的，但缺少密钥：请把原 keys.json 放到 ${path} 后再启动 (put the original keys.json in place first)`,
    )
}

function checkMarks(path: string, ring: KeyRing): void {
  if (!existsSync(marksPath(path))) return keepMarks(path, ring)
  const [wrong] = wrongMarks(ring, JSON.parse(readFileSync(marksPath(path), 'utf8')) as Record<string, string>)
  if (wrong !== undefined)
    throw new StartProblem(`${path} 中的密钥 ${wrong} 不是这里的数据所用的密钥 (key ${wrong} is not the one the data was sealed with)`)
}

/** Remembers that there were keys, and which. */
function keepMarks(path: string, ring: KeyRing): void {
  try {
    const draft = `${marksPath(path)}.${process.pid}`
    writeFileSync(draft, JSON.stringify(marksOf(ring), null, 2), { mode: 0o600, flush: true })
    renameSync(draft, marksPath(path))
  } catch {
    // a full disk: the next start tries again
  }
}
