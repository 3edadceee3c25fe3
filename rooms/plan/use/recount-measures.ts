import { type Body, body } from '@yinqiao/kernel'
import { RecountMeasures } from '../contract/board.ts'
import type { PlanSettings } from '../store.ts'
import { recountAll } from '../store-recount.ts'

export const recountMeasures = (settings: PlanSettings): Body => body(RecountMeasures, (ctx) => recountAll(ctx, settings))
