import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DataKey, KeyRing, KeyStore } from './keys.ts'

/** Longest time a running program seals with a key that was replaced, in milliseconds. */
export const ringAgeMs = 1000

/** Column encryption (encrypt, then MAC); the text names algorithm and key. */
export interface Cipher {
  /** Ciphertext as `algorithm.key.base64url`; fresh iv each time. */
  seal(plain: string): string
  /** Throws when the text was changed or its key is not in the ring. */
  open(sealed: string): string
  /** Keyed digest for equality search (HMAC-SM3 cut to 16 bytes, hex); `domain` parts the columns from one another. */
  blind(domain: string, plain: string): string
  /** Whether the text was sealed with another than the current key. */
  isOld(sealed: string): boolean
}

/** SM3 (GB/T 32905-2016) of text or bytes, hex. */
export function sm3(content: string | Uint8Array): string {
  return createHash('sm3').update(content).digest('hex')
}

/** A cipher over a key ring. */
export function ringCipher(ring: KeyRing): Cipher {
  const blindKey = Buffer.from(ring.blind, 'hex')
  return {
    seal(plain) {
      const key = keyOf(ring, ring.current)
      const sealed = key.algorithm === 'sm4' ? sealSm4(key, plain) : sealAes(key, plain)
      return `${key.algorithm}.${ring.current}.${sealed.toString('base64url')}`
    },
    open(sealed) {
      const [algorithm, name, text] = sealed.split('.')
      if (algorithm === undefined || name === undefined || text === undefined) throw new Error('not a sealed text')
      const bytes = Buffer.from(text, 'base64url')
      return algorithm === 'sm4' ? openSm4(keyOf(ring, name), bytes) : openAes(keyOf(ring, name), bytes)
    },
    blind: (domain, plain) => createHmac('sm3', blindKey).update(`${domain}\0${plain}`).digest().subarray(0, 16).toString('hex'),
    isOld: (sealed) => sealed.split('.')[1] !== ring.current,
  }
}

/**
 * A cipher that follows its key store: a key that another process added (rotation) is found at once when a sealed
 * text names it, and is used for sealing within a second.
 */
export function liveCipher(store: Pick<KeyStore, 'load'>): Cipher {
  let ring = store.load()
  let cipher = ringCipher(ring)
  let loadedAt = performance.now()
  const reload = () => {
    loadedAt = performance.now()
    try {
      ring = store.load()
      cipher = ringCipher(ring)
    } catch {
      // the file is gone or cannot be read just now: the keys in hand are still right
    }
  }
  const fresh = () => {
    if (performance.now() - loadedAt > ringAgeMs) reload()
    return cipher
  }
  return {
    seal: (plain) => fresh().seal(plain),
    open(sealed) {
      if (ring.keys[sealed.split('.')[1] ?? ''] === undefined) reload()
      return cipher.open(sealed)
    },
    blind: (domain, plain) => cipher.blind(domain, plain),
    isOld: (sealed) => fresh().isOld(sealed),
  }
}

function keyOf(ring: KeyRing, name: string): DataKey {
  const key = ring.keys[name]
  if (key === undefined) throw new Error(`key ${name} is not in the ring`)
  return key
}

function sealSm4(key: DataKey, plain: string): Buffer {
  const iv = randomBytes(16)
  const cipher = createCipheriv('sm4-cbc', Buffer.from(key.secret, 'hex').subarray(0, 16), iv)
  const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([body, macOf(key, body)])
}

function openSm4(key: DataKey, bytes: Buffer): string {
  const body = bytes.subarray(0, -32)
  const mac = bytes.subarray(-32)
  if (mac.length !== 32 || !timingSafeEqual(mac, macOf(key, body))) throw new Error('sealed text was changed')
  const decipher = createDecipheriv('sm4-cbc', Buffer.from(key.secret, 'hex').subarray(0, 16), body.subarray(0, 16))
  return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]).toString('utf8')
}

function macOf(key: DataKey, body: Buffer): Buffer {
  return createHmac('sm3', Buffer.from(key.mac, 'hex')).update(body).digest()
}

function sealAes(key: DataKey, plain: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.secret, 'hex'), iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function openAes(key: DataKey, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key.secret, 'hex'), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
}
