import { type Job, job } from '@yinqiao/kernel'
import type { SeriesSettings } from '@yinqiao/series'
import { LearnBaselines, learnBaselines, LearnNext } from './store-learn.ts'
import { CheckInvariants, checkInvariants } from './store-check.ts'
import { EraseReadings, eraseReadings } from './store-erasure.ts'
import { ContinueReplay, continueReplay } from './store-replay.ts'
import { factJobs } from './store-facts.ts'
import type { EscalationPolicy } from './rules/plan-escalation.ts'

export const watchJobs = (policy: EscalationPolicy, curves: SeriesSettings): readonly Job[] => [
  job(LearnBaselines, (ctx) => learnBaselines(ctx, null)),
  job(LearnNext, (ctx, { after }) => learnBaselines(ctx, after)),
  job(ContinueReplay, (ctx, stretch) => continueReplay(ctx, curves, stretch)),
  job(CheckInvariants, (ctx) => checkInvariants(ctx, policy)),
  job(EraseReadings, eraseReadings),
  ...factJobs,
]
