import { Instant, liveTopic } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { ReadAlarms } from './permissions.ts'

/**
 * A signal that lies on the spool's disk because the database is away: the desk shows it at once, without number or claim; when the database
 * is back it becomes an alarm like any other.
 */
export const SpooledNews = liveTopic(
  'watch.spooled',
  ReadAlarms,
  z.object({
    key: z.string(),
    kinds: z.array(z.string()),
    at: Instant,
    homeName: z.string().nullable(),
    room: z.string().nullable(),
    divisionCode: z.string(),
    homeId: z.uuid().nullable(),
  }),
)
