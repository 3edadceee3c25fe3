import { findLabel } from './find-label.ts'
import type { Normal } from './normalise.ts'

/** The signs of a heading without the page number and the dots before it. */
function bare(line: string): string {
  return line.replace(/[.·…\-_\t ]*\d{0,3}$/, '').replace(/[.·…]{2,}.*$/, '')
}

/**
 * Paragraphs (first, past the last) of a table of contents: from the line 目录 to where its first heading comes again
 * in the text. Undefined where there is none; a list that nothing repeats is no table of contents.
 */
export function findContents(normal: Normal): { first: number; past: number } | undefined {
  const { paragraphs, norm } = normal
  const words = (i: number) => norm.slice(paragraphs[i]?.from ?? 0, Math.min(paragraphs[i]?.to ?? 0, (paragraphs[i]?.from ?? 0) + 80))
  const limit = Math.min(paragraphs.length, 60)
  for (let i = 0; i < limit; i++) {
    if (!/^(?:目录|目次|\[目录\])$/.test(words(i))) continue
    const opens = bare(words(i + 1))
    if (opens.length < 2) return undefined
    const labelled = findLabel(opens) !== undefined
    for (let k = i + 2; k < Math.min(paragraphs.length, i + 300); k++) {
      const line = words(k)
      if (labelled ? line.startsWith(opens) : line === opens) return { first: i, past: k }
    }
    return undefined
  }
  return undefined
}
