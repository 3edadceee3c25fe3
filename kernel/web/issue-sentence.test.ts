import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { issueSentence } from './issue-sentence.ts'

const schema = z.object({
  name: z.string().trim().min(1).max(5),
  reason: z.string().min(4),
  beds: z.number().int().min(0).max(9).nullable(),
  day: z.iso.date(),
  kind: z.enum(['a', 'b']),
  unit: z.uuid(),
  code: z.string().regex(/^[a-z]+$/, '须为小写字母'),
})
const good = {
  name: '甲',
  reason: '因为所以',
  beds: null,
  day: '2026-11-22',
  kind: 'a',
  unit: '018f0000-0000-7000-8000-000000000001',
  code: 'ab',
}

function said(part: object): Record<string, string> {
  const checked = schema.safeParse({ ...good, ...part })
  return Object.fromEntries((checked.error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]))
}

describe('what is wrong with a field, in Chinese', () => {
  beforeAll(() => z.config({ localeError: (issue) => issueSentence(issue, 'zh') }))
  afterAll(() => z.config(z.locales.en()))
  it.each([
    [{ name: '' }, { name: '请填写' }],
    [{ name: undefined }, { name: '请填写' }],
    [{ name: '一二三四五六' }, { name: '最多 5 个字' }],
    [{ reason: '短' }, { reason: '至少 4 个字' }],
    [{ beds: Number.NaN }, { beds: '请填写' }],
    [{ beds: -1 }, { beds: '不能小于 0' }],
    [{ beds: 10 }, { beds: '不能大于 9' }],
    [{ beds: 'x' }, { beds: '请填写数字' }],
    [{ day: '2026-02-30' }, { day: '请填写完整日期' }],
    [{ kind: 'c' }, { kind: '请从列表中选择' }],
    [{ unit: 'x' }, { unit: '请从列表中选择' }],
  ])('%j', (part, expected) => {
    expect(said(part)).toEqual(expected)
  })
  it('leaves the sentence of a schema alone', () => {
    expect(said({ code: 'A1' })).toEqual({ code: '须为小写字母' })
  })
})
