/** The states of a duplicate proposal in words. */
export const proposalStateWords = {
  open: { zh: '待判定', en: 'open' },
  same: { zh: '相同', en: 'the same' },
  different: { zh: '不同', en: 'different' },
} as const
