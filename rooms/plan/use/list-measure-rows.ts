import { type Body, body, cursorAt, describeRows, hashRows, keysOf, measureRows, setsOf } from '@yinqiao/kernel'
import { InvalidInput, refuse } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { MeasureUnknown } from '../contract/measure-refusals.ts'
import { ListMeasureRows } from '../contract/measures.ts'
import { tellRow } from '../rules/tell-row.ts'
import type { PlanSettings } from '../store.ts'
import { definitionOf, findVersionInForce, phaseYears, runMeasure } from '../store-measures.ts'

export const listMeasureRows = (settings: PlanSettings): Body =>
  body(ListMeasureRows, async (ctx, { code, scope, validAt, knownAt, cursor, limit }) => {
    const after = keysOf(cursor, z.tuple([z.string(), z.string(), z.number()]))
    if (after === undefined) return refuse(InvalidInput, { problem: '翻页位置无效', problemEn: 'the cursor is not of this list' }, 'cursor')
    const day = validAt ?? ctx.today
    const version = await findVersionInForce(ctx, code, day)
    if (version === undefined) return refuse(MeasureUnknown, { code }, 'code')
    const known = knownAt ?? ctx.now.toString()
    const result = await runMeasure(ctx, settings, version, {
      scope,
      validAt: day,
      knownAt: known,
      phases: await phaseYears(ctx, settings),
    })
    const definition = definitionOf(version)
    const question = { scope, from: result.from, to: result.to, knownAt: known }
    const all = await measureRows(ctx.db, settings.sources, definition, question)
    const begin = after === null ? 0 : all.findIndex((row) => row.side === after[0] && row.id === after[1] && row.version === after[2]) + 1
    const page = all.slice(begin, begin + limit)
    const last = page.at(-1)
    const rows = []
    for (const { side, set } of setsOf(definition.tree)) {
      const source = settings.sources.get(set.source)
      const own = page.filter((row) => row.side === side)
      if (source === undefined || own.length === 0) continue
      const ids = own.map(({ id }) => id)
      const described = await describeRows(ctx.db, settings.sources, definition, question, side, ids)
      for (const row of own) {
        const masked = source.persons === true && !settings.maySeePersons(ctx.actor.role)
        if (source.persons === true && !masked) ctx.note({ kind: 'measure-row', id: row.id })
        rows.push(tellRow(row, described.get(`${row.id}|${row.version}`), source, masked))
      }
    }
    return {
      result,
      hash: hashRows(all),
      rows,
      next: begin + limit < all.length && last !== undefined ? cursorAt([last.side, last.id, last.version]) : null,
      total: all.length,
    }
  })
