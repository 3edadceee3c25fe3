import type { InstitutionKind } from '../contract/institution.ts'

/** Words of lists and the kind they mean; the first that the text contains decides. */
const words: readonly (readonly [word: string, kind: InstitutionKind])[] = [
  ['社区居家', 'community-care'],
  ['居家', 'community-care'],
  ['日间照料', 'community-care'],
  ['护理院', 'nursing-home'],
  ['护理中心', 'nursing-home'],
  ['康复医院', 'rehabilitation'],
  ['康复', 'rehabilitation'],
  ['社区卫生', 'health-centre'],
  ['卫生院', 'health-centre'],
  ['福利', 'welfare-home'],
  ['敬老院', 'welfare-home'],
  ['养老院', 'home'],
  ['老年公寓', 'home'],
  ['颐养', 'home'],
  ['中心', 'centre'],
]

/** The kind a list's own word for it means; `other` when none of the known words is in it. */
export function institutionKind(category: string): InstitutionKind {
  return words.find(([word]) => category.includes(word))?.[1] ?? 'other'
}
