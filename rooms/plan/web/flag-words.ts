import { useWords } from '@yinqiao/kernel/web'
import type { Flag } from '@yinqiao/plan/contract'
import { flagEn } from './flag-en.ts'
import { flagZh } from './flag-zh.ts'

/** Words of flags. */
export function useFlagWords() {
  const say = useWords(flagZh, flagEn)
  return { say, check: (check: Flag['check']) => (check === 'last-day' ? say('flag_last_day') : say(`flag_${check}`)) }
}
