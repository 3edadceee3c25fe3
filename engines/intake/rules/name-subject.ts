import type { Lane } from '../contract/message.ts'

/**
 * Parts of a stream. All messages of one sender are in one part, and one node at a time takes a part, so that a sender's messages keep
 * their order. The number is fixed: with another one messages that wait would belong to nobody. At most so many nodes share the taking.
 */
export const partCount = 8

/** The part of a sender: FNV-1a, 32 bit, of its UTF-16 units. */
export function partOf(source: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < source.length; at += 1) sum = Math.imul(sum ^ source.charCodeAt(at), 0x01000193)
  return (sum >>> 0) % partCount
}

const stem: Record<Lane, string> = { urgent: 'yinqiao.urgent', bulk: 'yinqiao.up' }

export const subjectOf = (lane: Lane, part: number): string => `${stem[lane]}.${part}`

export const allSubjectsOf = (lane: Lane): string => `${stem[lane]}.*`

/** Two streams, so that in the cluster's log too nothing urgent stands behind bulk. */
export const streamOf = (lane: Lane): string => (lane === 'urgent' ? 'yinqiao-urgent' : 'yinqiao-up')

export const consumerOf = (part: number): string => `part-${part}`
