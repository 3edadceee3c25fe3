import type { LifeStateName } from '../contract/life-state.ts'

/** The states in words. */
export const lifeStateWords: Readonly<Record<LifeStateName, { readonly zh: string; readonly en: string }>> = {
  'at-home': { zh: '在家', en: 'at home' },
  away: { zh: '外出', en: 'away' },
  hospital: { zh: '住院', en: 'in hospital' },
  institution: { zh: '入住机构', en: 'in a home' },
  moved: { zh: '迁出', en: 'moved away' },
  dead: { zh: '去世', en: 'dead' },
}
