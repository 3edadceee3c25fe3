import { describe, expect, it } from 'vitest'
import { csvText } from './csv.ts'

describe('csvText', () => {
  it('quotes commas, quotes and line breaks and starts with a byte order mark', () => {
    expect(csvText([['名称', 'a,b', 'say "x"', '两\n行']])).toBe('\uFEFF名称,"a,b","say ""x""","两\n行"\r\n')
  })
  it('never lets a cell run as a formula', () => {
    expect(csvText([['=cmd()', '+1', '-2', '@x']])).toBe("\uFEFF'=cmd(),'+1,'-2,'@x\r\n")
  })
  it('keeps unknown empty and zero zero', () => {
    expect(csvText([[null, undefined, 0, -5]])).toBe('\uFEFF,,0,-5\r\n')
  })
})
