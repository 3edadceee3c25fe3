import { createCipheriv } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ringCipher, sm3 } from './cipher.ts'
import { addKey, newRing } from './keys.ts'

describe('published vectors', () => {
  test('SM3 of abc (GB/T 32905 annex A.1)', () => {
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  })
  test('SM4 of the standard block (GB/T 32907 annex A.1)', () => {
    const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
    const cipher = createCipheriv('sm4-ecb', block, null).setAutoPadding(false)
    expect(cipher.update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  })
})

describe.each(['sm4', 'aes'] as const)('%s', (algorithm) => {
  const ring = newRing(algorithm)
  const cipher = ringCipher(ring)

  test('opens what it sealed and never seals twice alike', () => {
    const sealed = cipher.seal('13800000000 张三')
    expect(cipher.open(sealed)).toBe('13800000000 张三')
    expect(cipher.seal('13800000000 张三')).not.toBe(sealed)
    expect(sealed.startsWith(`${algorithm}.k1.`)).toBe(true)
    expect(sealed).not.toContain('13800000000')
  })

  test('a changed byte anywhere is refused', () => {
    const bytes = Buffer.from(cipher.seal('机密').split('.')[2] ?? '', 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => cipher.open(`${algorithm}.k1.${changed.toString('base64url')}`)).toThrow()
    }
  })

  test('after a rotation the old text opens, new text takes the new key', () => {
    const old = cipher.seal('旧')
    const rotated = ringCipher(addKey(ring, 'sm4'))
    expect(rotated.open(old)).toBe('旧')
    expect(rotated.isOld(old)).toBe(true)
    expect(rotated.isOld(rotated.seal('新'))).toBe(false)
    expect(() => cipher.open(rotated.seal('新'))).toThrow('not in the ring')
  })

  test('the blind index is stable, keyed and differs by column', () => {
    expect(cipher.blind('phone', '1')).toBe(cipher.blind('phone', '1'))
    expect(cipher.blind('phone', '1')).not.toBe(cipher.blind('id', '1'))
    expect(cipher.blind('phone', '1')).not.toBe(ringCipher(newRing()).blind('phone', '1'))
  })
})
