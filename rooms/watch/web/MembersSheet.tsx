import { DraftForm, type Picked, Sheet, StateTag, useCommand, useDays, useTell, useWords } from '@yinqiao/kernel/web'
import { PersonPicker } from '@yinqiao/people/web'
import { AddMember, EndMember } from '@yinqiao/watch/contract'
import { Link } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import { type HomeShown, wordOf } from './device-words.ts'
import { deviceZh } from './device-zh.ts'

type Member = HomeShown['members'][number]

/** The elders who live here and are watched over. */
export function MembersSheet({ home, edits }: { readonly home: HomeShown; readonly edits: boolean }) {
  const say = useWords(deviceZh, deviceEn)
  const { moment } = useDays()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Member>()
  const stateWord = (state: string | null) => {
    const key = `life_${state ?? 'unknown'}`
    return wordOf(deviceZh, key) ? say(key) : (state ?? '')
  }
  return (
    <Sheet
      title={say('members')}
      aside={
        edits ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {say('addMember')}
          </Button>
        ) : null
      }
    >
      {home.members.length === 0 ? <p className="yq-faint">{say('none')}</p> : null}
      <ul className="yq-plain yq-members">
        {home.members.map((member) => (
          <li key={member.elderId}>
            <span>
              <Link to={`/people/elders/${member.elderId}`}>{member.name}</Link>{' '}
              <StateTag
                tone={member.lifeState === 'at-home' ? 'good' : member.lifeState === null ? 'idle' : 'due'}
                word={stateWord(member.lifeState)}
              />
              <br />
              <span className="yq-faint">{say('since', { at: moment(member.since) })}</span>
            </span>
            {edits ? (
              <Button size="small" type="text" onClick={() => setEnding(member)}>
                {say('endMember')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {adding ? <AddForm homeId={home.id} onClose={() => setAdding(false)} /> : null}
      {ending ? <EndForm home={home} member={ending} onClose={() => setEnding(undefined)} /> : null}
    </Sheet>
  )
}

function AddForm({ homeId, onClose }: { readonly homeId: HomeShown['id']; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const add = useCommand(AddMember, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={say('addMember')} onCancel={onClose} footer={null}>
      <DraftForm<typeof AddMember, { elder?: Picked | null }>
        name={`watch-member-${homeId}`}
        signature={AddMember}
        initial={{}}
        fieldFor={{ elderId: 'elder' }}
        toInput={({ elder }) => ({ homeId, elderId: elder?.id ?? '' })}
        send={add.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('addMember')}
      >
        {() => (
          <Form.Item name="elder" label={say('elder')} required>
            <PersonPicker />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}

function EndForm({ home, member, onClose }: { readonly home: HomeShown; readonly member: Member; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const end = useCommand(EndMember, { onDone: () => tell.done(say('saved')) })
  return (
    <Modal open title={`${say('endMember')} · ${member.name}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof EndMember, { why?: string }>
        name={`watch-member-end-${member.elderId}`}
        signature={EndMember}
        initial={{}}
        toInput={({ why }) => ({ homeId: home.id, elderId: member.elderId, why: why ?? '' })}
        send={end.send}
        onDone={onClose}
        onCancel={onClose}
        act={say('endMember')}
      >
        {() => (
          <Form.Item name="why" label={say('why')} required>
            <Input maxLength={200} />
          </Form.Item>
        )}
      </DraftForm>
    </Modal>
  )
}
