import type { Output } from '@yinqiao/kernel/contract'
import { DayField, Answer, Empty, PageFrame, Sheet, useDays, useKept, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditBlocks, ListBlocks, ListDivisions } from '@yinqiao/places/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { BlockMemberForm } from './BlockMemberForm.tsx'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './places.css'

type Block = Output<typeof ListBlocks>['blocks'][number]
type Division = Output<typeof ListDivisions>['divisions'][number]

/** The two axes of the district as they stood on a day: divisions, and the management blocks that overlap them. */
export function DivisionsScreen() {
  const say = useWords(zh, en)
  const may = useMay()
  const [on, setOn] = useKept('divisions-on', '')
  const [changing, setChanging] = useState<Block>()
  const blocks = useQuery(ListBlocks, { on: on || null })
  const divisions = useQuery(ListDivisions, { on: on || null })
  return (
    <PageFrame
      title={say('divisions')}
      lead={say('divisionsLead')}
      acts={
        <label className="yq-bar">
          {say('on')} <DayField filter value={on} onChange={setOn} />
        </label>
      }
    >
      <Sheet title={say('blocks')} aside={say('blocksHint')}>
        <Answer of={blocks}>
          {({ blocks: rows }) => (
            <ul className="yq-blocks">
              {rows.map((block) => (
                <li key={block.code}>
                  <div>
                    <strong>{block.name}</strong>
                    <p className="yq-faint">{say('asWritten', { text: block.asWritten })}</p>
                  </div>
                  <Members block={block} />
                  {may(EditBlocks.code) ? <Button onClick={() => setChanging(block)}>{say('setMember')}</Button> : null}
                </li>
              ))}
            </ul>
          )}
        </Answer>
      </Sheet>
      <Sheet title={say('divisionTree')}>
        <Answer of={divisions} lines={10}>
          {({ divisions: rows }) => (rows.length === 0 ? <Empty title={say('noDivisions')} /> : <Towns rows={rows} />)}
        </Answer>
      </Sheet>
      {changing ? <BlockMemberForm block={changing} onClose={() => setChanging(undefined)} /> : null}
    </PageFrame>
  )
}

/** No member is not "none": nobody has said yet. */
function Members({ block }: { readonly block: Block }) {
  const say = useWords(zh, en)
  const { day } = useDays()
  if (block.members.length === 0) return <span className="yq-unknown">{say('membersOpen')}</span>
  return (
    <ul className="yq-plain">
      {block.members.map((member) => (
        <li key={`${member.divisionCode}-${member.validFrom}`}>
          {member.divisionName}{' '}
          <span className="yq-faint">
            {say('since', { day: day(member.validFrom) })}
            {member.validTo ? ` ${say('until', { day: day(member.validTo) })}` : ''} · {member.basis}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Towns({ rows }: { readonly rows: readonly Division[] }) {
  const say = useWords(zh, en)
  return (
    <div className="yq-towns">
      {rows
        .filter(({ code }) => code.length === 9)
        .map((town) => {
          const villages = rows.filter(({ parent }) => parent === town.code)
          return (
            <details key={town.code}>
              <summary>
                {town.name}{' '}
                <span className="yq-faint">
                  <span className="yq-figures">{town.code}</span> · {say('villages', { n: villages.length })}
                </span>
              </summary>
              <ul>
                {villages.map((village) => (
                  <li key={village.code}>
                    {village.name} <span className="yq-figures yq-faint">{village.code}</span>
                  </li>
                ))}
              </ul>
            </details>
          )
        })}
    </div>
  )
}
