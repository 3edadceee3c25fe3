import type { RawMessage } from '@yinqiao/intake/contract'
import type { z } from 'zod'
import type { SpooledNews } from './contract/live.ts'
import { findSpeaker } from './rules/hear/find-speaker.ts'
import type { Memory } from './store-memory.ts'
import { urgentKinds } from './store-take.ts'

/** What a desk is shown of a message that waits on the disk; undefined when it says nothing urgent. Reads from memory alone. */
export function readSpooled(memory: Memory, message: RawMessage): z.input<typeof SpooledNews.data> | undefined {
  const kinds = urgentKinds(memory, message)
  const found = findSpeaker(memory, message)
  if (kinds.length === 0 || typeof found === 'string') return undefined
  const { bound, divisionCode } = found.device
  return {
    key: `${found.device.id}/${message.receivedAt}/${kinds.join(',')}`,
    kinds,
    at: Temporal.Instant.fromEpochMilliseconds(message.receivedAt).toString(),
    homeName: bound === null ? null : (memory.homes.get(bound.homeId)?.name ?? null),
    room: bound?.room ?? null,
    divisionCode: bound?.divisionCode ?? divisionCode,
    homeId: bound?.homeId ?? null,
  }
}
