/** A text in the two languages of the screens; Chinese is the leading one. */
export interface Words {
  readonly zh: string
  readonly en: string
}

export type Language = keyof Words

/**
 * Fills `{name}` places of a sentence with facts.
 * A fact that is absent leaves its place visible, so that a gap is seen and not read as empty.
 */
export function fill(sentence: string, facts: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const fact = facts[name]
    return fact === undefined || fact === null
      ? place
      : Array.isArray(fact)
        ? fact.join('、')
        : typeof fact === 'string'
          ? fact
          : JSON.stringify(fact)
  })
}
