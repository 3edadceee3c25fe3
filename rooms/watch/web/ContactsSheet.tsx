import { DraftForm, Sheet, useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { ContactKind, SaveContacts } from '@yinqiao/watch/contract'
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import type { HomeShown } from './device-words.ts'
import { deviceZh } from './device-zh.ts'

type ContactShown = HomeShown['contacts'][number]
type Key = 'yes' | 'no' | 'unknown'

interface Typed {
  readonly id?: string | null
  readonly kind: ContactShown['kind']
  readonly name?: string
  readonly phone?: string
  readonly accountId?: string
  readonly hasKey?: Key
  readonly minutes?: number | null
  readonly language?: string
}

const keyOf = (hasKey: boolean | null): Key => (hasKey === null ? 'unknown' : hasKey ? 'yes' : 'no')

/** Whom to call, in this order. */
export function ContactsSheet({ home, edits }: { readonly home: HomeShown; readonly edits: boolean }) {
  const say = useWords(deviceZh, deviceEn)
  const [editing, setEditing] = useState(false)
  return (
    <Sheet
      title={say('contacts')}
      flush
      aside={
        edits ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {say('editContacts')}
          </Button>
        ) : null
      }
    >
      {home.contacts.length === 0 ? <p className="yq-sheet-note yq-warn">{say('noContacts')}</p> : null}
      {home.contacts.length > 0 ? (
        <table className="yq-table">
          <tbody>
            {home.contacts.map((contact, at) => (
              <tr key={contact.id}>
                <td className="yq-figures">{at + 1}</td>
                <th scope="row">
                  {contact.name}
                  <br />
                  <span className="yq-faint">{say(`contact_${contact.kind}`)}</span>
                </th>
                <td className="yq-figures">{contact.phone ?? <span className="yq-unknown">{say('unrecorded')}</span>}</td>
                <td>{say(`key_${keyOf(contact.hasKey)}`)}</td>
                <td>
                  {contact.minutes === null ? (
                    <span className="yq-unknown">{say('key_unknown')}</span>
                  ) : (
                    say('minutesN', { n: contact.minutes })
                  )}
                </td>
                <td>{contact.language}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {editing ? <EditForm home={home} onClose={() => setEditing(false)} /> : null}
    </Sheet>
  )
}

function EditForm({ home, onClose }: { readonly home: HomeShown; readonly onClose: () => void }) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const save = useCommand(SaveContacts, { onDone: () => tell.done(say('saved')) })
  const initial = home.contacts.map(
    (contact): Typed => ({
      id: contact.id,
      kind: contact.kind,
      name: contact.name,
      hasKey: keyOf(contact.hasKey),
      minutes: contact.minutes,
      ...(contact.phone ? { phone: contact.phone } : {}),
      ...(contact.accountId ? { accountId: contact.accountId } : {}),
      ...(contact.language ? { language: contact.language } : {}),
    }),
  )
  return (
    <Modal open width={980} title={`${say('contacts')} · ${home.name}`} onCancel={onClose} footer={null}>
      <DraftForm<typeof SaveContacts, { contacts?: Typed[] }>
        name={`watch-contacts-${home.id}`}
        signature={SaveContacts}
        basis={home.version}
        secret={['contacts']}
        initial={{ contacts: initial }}
        toInput={({ contacts }) => ({
          homeId: home.id,
          version: home.version,
          contacts: (contacts ?? []).map((typed) => ({
            id: typed.id ?? null,
            kind: typed.kind,
            name: typed.name ?? '',
            phone: typed.phone?.trim() || null,
            accountId: typed.accountId?.trim() || null,
            hasKey: typed.hasKey === 'yes' ? true : typed.hasKey === 'no' ? false : null,
            minutes: typed.minutes ?? null,
            language: typed.language?.trim() || null,
          })),
        })}
        send={save.send}
        onDone={onClose}
        onCancel={onClose}
      >
        {() => <Rows />}
      </DraftForm>
    </Modal>
  )
}

function Rows() {
  const say = useWords(deviceZh, deviceEn)
  return (
    <Form.List name="contacts">
      {(fields, { add, remove, move }) => (
        <>
          <p className="yq-faint yq-form-note">{say('accountHint')}</p>
          {fields.map(({ key, name }, at) => (
            <fieldset key={key} className="yq-contact-row">
              <legend>{at + 1}</legend>
              <Form.Item name={[name, 'kind']} label={say('kind')}>
                <Select options={ContactKind.options.map((value) => ({ value, label: say(`contact_${value}`) }))} />
              </Form.Item>
              <Form.Item name={[name, 'name']} label={say('personName')} required>
                <Input maxLength={60} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'phone']} label={say('phone')}>
                <Input maxLength={30} autoComplete="off" inputMode="tel" />
              </Form.Item>
              <Form.Item name={[name, 'hasKey']} label={say('hasKey')}>
                <Select options={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: say(`key_${value}`) }))} />
              </Form.Item>
              <Form.Item name={[name, 'minutes']} label={say('minutes')}>
                <InputNumber min={0} max={600} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name={[name, 'language']} label={say('language')}>
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'accountId']} label={say('accountId')}>
                <Input maxLength={40} autoComplete="off" className="yq-figures" />
              </Form.Item>
              <div className="yq-contact-acts">
                <Button size="small" disabled={at === 0} onClick={() => move(at, at - 1)}>
                  {say('up')}
                </Button>
                <Button size="small" disabled={at === fields.length - 1} onClick={() => move(at, at + 1)}>
                  {say('down')}
                </Button>
                <Button size="small" onClick={() => remove(at)}>
                  {say('remove')}
                </Button>
              </div>
            </fieldset>
          ))}
          <Button className="yq-contact-add" onClick={() => add({ kind: 'neighbour', hasKey: 'unknown' })} disabled={fields.length >= 20}>
            {say('addContact')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
