import { z } from 'zod'

/**
 * The limits by which alarms of level 1 and 2 are judged: seconds from the opening to the claim, and from sending somebody out to the
 * arrival. The one place where they stand: counts, the lists they open to, and measures read them here.
 */
export const answerLimits = {
  'answer-60': { of: 'answer', seconds: 60 },
  'answer-180': { of: 'answer', seconds: 180 },
  'arrival-45': { of: 'arrival', seconds: 45 * 60 },
  'arrival-60': { of: 'arrival', seconds: 60 * 60 },
} as const

export const AnswerLimit = z.enum(['answer-60', 'answer-180', 'arrival-45', 'arrival-60'])
export type AnswerLimit = z.infer<typeof AnswerLimit>
