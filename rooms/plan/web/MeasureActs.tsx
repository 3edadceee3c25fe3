import { useCommand, useConfirm, useMay, useTell } from '@yinqiao/kernel/web'
import { workCases } from '@yinqiao/cases/contract'
import { DeleteMeasure, DiscloseMeasure, ReviewMeasure } from '@yinqiao/plan/contract'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { approveMeasure, bindMeasure, proposeMeasure } from '../contract/permissions.ts'
import { type Measure, useBoardWords, type Version } from './board-words.ts'
import { ArchiveForm, BindForm, DecideForm, ObjectForm, TargetForm, UnbindForm } from './MeasureForms.tsx'
import { ProposeForm } from './ProposeForm.tsx'

type Act = 'object' | 'propose' | 'bind' | 'unbind' | 'target' | 'archive'

/** What may be done with a measure, by those who may; objecting is for everybody on the desk. */
export function MeasureActs({ measure }: { readonly measure: Measure }) {
  const say = useBoardWords()
  const may = useMay()
  const tell = useTell()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const [act, setAct] = useState<Act>()
  const disclose = useCommand(DiscloseMeasure)
  const remove = useCommand(DeleteMeasure, {
    onDone: () => {
      tell.done(say('removed'))
      void navigate({ to: '/plan/measures' })
    },
  })
  const close = () => setAct(undefined)
  const bound = may(bindMeasure.code)
  const entries = [
    ...(bound && !measure.archived
      ? [
          { key: 'bind', label: say('bind') },
          ...(measure.rows.length > 0
            ? [
                { key: 'target', label: say('setTarget') },
                { key: 'unbind', label: say('unbind') },
              ]
            : []),
          { key: 'archive', label: say('archive') },
          { key: 'remove', label: say('remove') },
        ]
      : []),
    ...(may(approveMeasure.code)
      ? [
          {
            key: 'disclose',
            label: say('disclose'),
            children: (['公开', '依申请公开', '不公开'] as const).map((what) => ({ key: `disclose-${what}`, label: what })),
          },
        ]
      : []),
  ]
  const choose = async (key: string) => {
    if (key === 'bind' || key === 'unbind' || key === 'target' || key === 'archive') return setAct(key)
    try {
      const what = (['公开', '依申请公开', '不公开'] as const).find((each) => key === `disclose-${each}`)
      if (what) {
        await disclose.send({ code: measure.code, disclosure: what })
        tell.done(say('disclosed', { what }))
      } else if (await confirm({ title: say('removeAsk'), detail: say('removeHint'), act: say('remove'), danger: true }))
        await remove.send({ code: measure.code })
    } catch (problem) {
      tell.failed(problem)
    }
  }
  return (
    <>
      {may(workCases.code) ? <Button onClick={() => setAct('object')}>{say('object')}</Button> : null}
      {may(proposeMeasure.code) && !measure.archived ? <Button onClick={() => setAct('propose')}>{say('propose')}</Button> : null}
      {entries.length > 0 ? (
        <Dropdown trigger={['click']} menu={{ items: entries, onClick: ({ key }) => void choose(key) }}>
          <Button aria-haspopup="menu">{say('more')}</Button>
        </Dropdown>
      ) : null}
      {act === 'object' ? <ObjectForm measure={measure} onClose={close} /> : null}
      {act === 'propose' ? <ProposeForm measure={measure} onClose={close} /> : null}
      {act === 'bind' ? <BindForm measure={measure} onClose={close} /> : null}
      {act === 'unbind' ? <UnbindForm measure={measure} onClose={close} /> : null}
      {act === 'target' ? <TargetForm measure={measure} onClose={close} /> : null}
      {act === 'archive' ? <ArchiveForm measure={measure} onClose={close} /> : null}
    </>
  )
}

/** Review and decision of a proposal: for others than who proposed it; the server refuses one's own. */
export function VersionActs({ version }: { readonly version: Version }) {
  const say = useBoardWords()
  const may = useMay()
  const tell = useTell()
  const [deciding, setDeciding] = useState<'approve' | 'refuse'>()
  const review = useCommand(ReviewMeasure, { onDone: () => tell.done(say('reviewed')) })
  if (version.state === 'draft' && may(proposeMeasure.code))
    return (
      <Button size="small" loading={review.busy} onClick={() => void review.send({ versionId: version.id }).catch(tell.failed)}>
        {say('review')}
      </Button>
    )
  if (version.state !== 'reviewed' || !may(approveMeasure.code)) return null
  return (
    <span className="yq-bar">
      <Button size="small" onClick={() => setDeciding('approve')}>
        {say('approve')}
      </Button>
      <Button size="small" onClick={() => setDeciding('refuse')}>
        {say('refuse')}
      </Button>
      {deciding ? <DecideForm version={version} approve={deciding === 'approve'} onClose={() => setDeciding(undefined)} /> : null}
    </span>
  )
}
