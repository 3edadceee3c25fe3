import { pinyin } from 'pinyin-pro'

/** How a name of an organisation is found by its sound: all syllables, and their initials; lower case letters and digits only. */
export function spellTitle(name: string): { readonly full: string; readonly initials: string } {
  const syllables = pinyin(name.normalize('NFKC'), { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/gu, ''))
    .filter((syllable) => syllable !== '')
  return { full: syllables.join(''), initials: syllables.map((syllable) => syllable[0] ?? '').join('') }
}

/** A search text as letters, or '' when it is not a sound (tone marks and spaces dropped). */
export function soundOf(search: string): string {
  const letters = search
    .normalize('NFD')
    .replace(/u\u0308/giu, 'v')
    .replace(/[\u0300-\u036f\s'’-]/gu, '')
    .toLowerCase()
  return /^[a-z0-9]+$/u.test(letters) ? letters : ''
}
