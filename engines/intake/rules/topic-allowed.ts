/**
 * Whether a topic (or a subscription filter) lies at or below one of the prefixes. A prefix is whole levels: `d/7` covers `d/7` and
 * `d/7/up`, never `d/77`. A wildcard counts as a level of its own, so `d/+/up` lies below `d` but not below `d/7`.
 */
export const topicAllowed = (topic: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => {
    const stem = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix
    return stem !== '' && (topic === stem || topic.startsWith(`${stem}/`))
  })
