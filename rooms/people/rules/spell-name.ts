import { pinyin } from 'pinyin-pro'

/** How a name is found by its sound: `full` (zhangsanfeng) and `initials` (zsf), lower case letters only. */
export interface Spelling {
  readonly full: string
  readonly initials: string
}

/** Spells a name, with the readings family names have (单 shan, 曾 zeng); letters already Latin are kept. */
export function spellName(name: string): Spelling {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true, nonZh: 'consecutive' })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z]/gu, ''))
    .filter((syllable) => syllable !== '')
  return { full: syllables.join(''), initials: syllables.map((syllable) => syllable[0] ?? '').join('') }
}
