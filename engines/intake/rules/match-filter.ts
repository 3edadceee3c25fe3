/** Whether a filter is one: `#` stands last and alone in its level, `+` alone in its level (MQTT 3.1.1 and 5.0, 4.7.1). */
export const isFilter = (filter: string): boolean =>
  filter !== '' &&
  filter.split('/').every((level, at, levels) => (level === '#' ? at === levels.length - 1 : level === '+' || !/[#+]/.test(level)))

/** Whether a topic is covered by a filter. */
export function matchFilter(filter: string, topic: string): boolean {
  const [wanted, given] = [filter.split('/'), topic.split('/')]
  for (const [at, level] of wanted.entries()) {
    if (level === '#') return true
    if (at >= given.length || (level !== '+' && level !== given[at])) return false
  }
  return wanted.length === given.length
}
