import { describe, expect, it } from 'vitest'
import { tokens } from './tokens.ts'

/** Relative luminance and contrast, WCAG 2.2 definition. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

describe('tokens', () => {
  const texts = ['ink', 'inkSoft', 'inkFaint', 'slate', 'ginkgoDeep', 'vermilion', 'calm'] as const
  const grounds = ['paper', 'wall', 'shade'] as const
  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s can be read on %s (WCAG 1.4.3)',
    (text, ground) => {
      expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )
  it.each([
    ['roofText', 'roof'],
    ['roofMuted', 'roof'],
    ['ginkgo', 'roof'],
    ['ink', 'ginkgo'],
    ['vermilion', 'vermilionWash'],
    ['ginkgoDeep', 'ginkgoWash'],
    ['calm', 'calmWash'],
    ['slate', 'slateWash'],
  ] as const)('%s can be read on %s', (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5)
  })
  it('outlines of controls stand out (WCAG 1.4.11)', () => {
    for (const ground of grounds) expect(contrast(tokens.lineStrong, tokens[ground])).toBeGreaterThanOrEqual(2.7)
    expect(contrast(tokens.lineStrong, tokens.wall)).toBeGreaterThanOrEqual(3)
  })
})
