import { ProgressLine, useCommand, useMay, useTell, useWords } from '@yinqiao/kernel/web'
import { DecideRules, DraftRules, ReplayRule, type RuleRow, SwitchRule } from '@yinqiao/watch/contract'
import { Button } from 'antd'
import { ruleEn } from './rule-en.ts'
import { ruleZh } from './rule-zh.ts'

/** What may be done with a rule, and what its replay said. */
export function RuleActs({ row, onRedraft }: { readonly row: RuleRow; readonly onRedraft: () => void }) {
  const say = useWords(ruleZh, ruleEn)
  const may = useMay()
  const tell = useTell()
  const replay = useCommand(ReplayRule, { onDone: () => tell.done(say('replayBegun')) })
  const turn = useCommand(SwitchRule, { onDone: ({ state }) => tell.done(say(state === 'on' ? 'turnedOn' : 'turnedOff')) })
  const { code, version } = row
  const decides = may(DecideRules.code)
  const attempt = async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (problem) {
      tell.failed(problem)
    }
  }
  const ready = row.kind === 'shipped' || (row.replay?.state === 'done' && !row.mine)
  return (
    <>
      <Replayed row={row} />
      <div className="yq-row-acts">
        {row.kind === 'drafted' && may(DraftRules.code) ? (
          <>
            <Button size="small" loading={replay.busy} onClick={() => void attempt(() => replay.send({ code, version }))}>
              {say('replay')}
            </Button>
            <Button size="small" onClick={onRedraft}>
              {say('redraft')}
            </Button>
          </>
        ) : null}
        {decides && row.mayStop && row.state === 'on' ? (
          <Button size="small" loading={turn.busy} onClick={() => void attempt(() => turn.send({ code, version, to: 'off' }))}>
            {say('turnOff')}
          </Button>
        ) : null}
        {decides && row.mayStop && row.state !== 'on' ? (
          <Button
            size="small"
            disabled={!ready}
            loading={turn.busy}
            onClick={() => void attempt(() => turn.send({ code, version, to: 'on' }))}
          >
            {say('turnOn')}
          </Button>
        ) : null}
        {decides && row.state !== 'on' && !ready ? (
          <span className="yq-faint">{say(row.replay?.state === 'done' ? 'needsOther' : 'needsReplay')}</span>
        ) : null}
        {row.mayStop ? null : <span className="yq-faint">{say('neverStops')}</span>}
      </div>
    </>
  )
}

function Replayed({ row: { replay } }: { readonly row: RuleRow }) {
  const say = useWords(ruleZh, ruleEn)
  if (replay === null) return null
  if (replay.state === 'running')
    return <ProgressLine label={say('replaying', { persons: replay.persons, of: replay.of })} done={replay.persons} of={replay.of} />
  const { fired, firedPersons: people, true: real, false: wrong, unknown, missed, unknownWho } = replay
  return (
    <p className="yq-form-note">
      {say('replayed', { fired, people, real, wrong, unknown, missed })}
      {unknownWho > 0 ? ` · ${say('replayWho', { n: unknownWho })}` : ''}
    </p>
  )
}
