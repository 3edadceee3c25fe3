import { eventType } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { AlarmId, Cause, CloseCause } from './alarm.ts'

const about = { alarmId: AlarmId, cause: Cause, elderId: z.uuid().nullable(), homeId: z.uuid().nullable(), divisionCode: z.string() }

export const AlarmRaised = eventType('watch', 'alarm.raised', z.object({ ...about, level: z.number().int() }))
export const AlarmClosedEvent = eventType('watch', 'alarm.closed', z.object({ ...about, closeCause: CloseCause }))
