import { type Body, body } from '@yinqiao/kernel'
import { ChangedMeanwhile, isRefusal, refuse } from '@yinqiao/kernel/contract'
import { Outcome } from '../contract/case.ts'
import { CaseClosedEvent, CaseMoved } from '../contract/events.ts'
import { CaseUnknown, EvidenceMissing, MoveIllegal, NotYours, TextMissing, TwoPersons } from '../contract/refusals.ts'
import { MoveCase } from '../contract/signatures.ts'
import { hindranceOf, mayRead, stateOf } from '../rules/case-rights.ts'
import { enterState } from '../rules/enter-state.ts'
import { aboutOf, bearerOf, type CasesSettings, findCase, headOf, madeMoves, readCalendar, readFiles } from '../store.ts'
import { showCase } from '../store-show.ts'
import { missedNow, takeStep } from '../store-step.ts'

export const moveCase = ({ kinds }: CasesSettings): Body =>
  body(MoveCase, async (ctx, input) => {
    const row = await findCase(ctx.db, input.id, true)
    const kind = kinds.find(({ code }) => code === row?.kind)
    if (row === undefined || kind === undefined || !mayRead(ctx.actor, kind, headOf(row))) return refuse(CaseUnknown, {}, 'id')
    if (row.version !== input.version) return refuse(ChangedMeanwhile, { what: row.number, seen: input.version, current: row.version })
    const state = stateOf(kind, row.state)
    const move = kind.moves.find(({ code }) => code === input.move)
    if (move === undefined || row.closed_at !== null || !move.from.includes(row.state)) {
      const [zh, en] = [move?.title.zh ?? input.move, move?.title.en ?? input.move]
      return refuse(MoveIllegal, { number: row.number, state: state.title.zh, stateEn: state.title.en, move: zh, moveEn: en }, 'move')
    }
    const made = await madeMoves(ctx.db, row.id)
    const hindrance = hindranceOf(ctx.actor, move, headOf(row), made)
    if (hindrance === 'two-persons') {
      const first = (move.otherThan ?? []).map(
        (code) => kind.moves.find((each) => each.code === code)?.title ?? { zh: '提出', en: 'raised' },
      )
      return refuse(TwoPersons, {
        move: move.title.zh,
        moveEn: move.title.en,
        first: `不得与“${first.map(({ zh }) => zh).join('、')}”为同一人`,
        firstEn: `not who did "${first.map(({ en }) => en).join(', ')}"`,
      })
    }
    if (hindrance !== undefined) return refuse(NotYours, { title: row.number })
    if (move.text === true && !input.text) return refuse(TextMissing, { move: move.title.zh, moveEn: move.title.en }, 'text')
    if (move.evidence === true && input.files.length === 0)
      return refuse(EvidenceMissing, { move: move.title.zh, moveEn: move.title.en }, 'files')
    const files = await readFiles(ctx, input.files)
    if (isRefusal(files)) return files
    const calendar = await readCalendar(ctx.db)
    const told = { what: 'moved' as const, move: move.code, text: input.text, files }
    // a move to the same state is a note: owner, limit and level stay
    const stays = move.to === row.state
    const after = await takeStep(
      ctx,
      kind,
      row,
      stays
        ? { state: row.state }
        : {
            state: move.to,
            entered: enterState(kind, move.to, bearerOf(row), ctx.now.toString(), calendar),
            missed: missedNow(row, ctx.now),
          },
      told,
      calendar,
    )
    await ctx.emit(CaseMoved, row.id, { ...aboutOf(after), move: move.code, from: row.state, to: move.to })
    if (after.outcome !== null) await ctx.emit(CaseClosedEvent, row.id, { ...aboutOf(after), outcome: Outcome.parse(after.outcome) })
    return showCase(ctx, kind, after, calendar)
  })
