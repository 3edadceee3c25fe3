import { type Body, body } from '@yinqiao/kernel'
import { ListKinds } from '../contract/signatures.ts'
import type { CasesSettings } from '../store.ts'

export const listKinds = ({ kinds, roles }: CasesSettings): Body =>
  body(ListKinds, async ({ actor }) => ({
    kinds: kinds.map(({ code, title, lead, fields, states, moves, objection, raisers }) => ({
      code,
      title,
      lead,
      fields: fields.map(({ codes, ...field }) => ({ ...field, ...(codes ? { codes: codes.map((each) => ({ ...each })) } : {}) })),
      states: states.map((state) => ({
        code: state.code,
        title: state.title,
        tone: state.tone,
        final: state.final ?? null,
        limit: state.limit ?? null,
      })),
      moves: moves.map((move) => ({ code: move.code, title: move.title })),
      objection: objection === undefined ? null : { title: objection.title, workingDays: objection.workingDays },
      needsUnit: states.some(({ atUnit }) => atUnit === true),
      mayRaise: raisers.includes(actor.role),
    })),
    roles: roles.map(({ code, title }) => ({ code, title })),
  }))
