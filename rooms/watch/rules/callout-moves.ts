import type { CalloutState } from '../contract/alarm.ts'

/** Which state a call-out may come to from which: a table, so that a test can see every state reached. */
export const calloutMoves: Readonly<Record<CalloutState, readonly CalloutState[]>> = {
  asked: ['accepted', 'declined', 'no-answer', 'arrived', 'inside'],
  accepted: ['arrived', 'inside', 'declined', 'left'],
  declined: [],
  // somebody thought lost may still turn up
  'no-answer': ['accepted', 'arrived', 'inside'],
  arrived: ['inside', 'left'],
  inside: ['left'],
  left: [],
  cancelled: [],
}

export const calloutWords: Readonly<Record<CalloutState, { readonly zh: string; readonly en: string }>> = {
  asked: { zh: '呼叫中', en: 'called' },
  accepted: { zh: '已接受', en: 'accepted' },
  declined: { zh: '不能去', en: 'cannot come' },
  'no-answer': { zh: '无人接听', en: 'no answer' },
  arrived: { zh: '已到达', en: 'arrived' },
  inside: { zh: '已进门', en: 'inside' },
  left: { zh: '已离开', en: 'left' },
  cancelled: { zh: '已取消', en: 'called off' },
}
