import { Answer, useDays, useQuery, useWords } from '@yinqiao/kernel/web'
import { Day } from '@yinqiao/kernel/contract'
import { Answer as Alone, IdKind, ListElderVersions, Sex } from '@yinqiao/people/contract'
import { useDivisionName } from '@yinqiao/places/web'
import type { ElderRecord } from './elder-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

const titles = {
  name: 'name',
  sex: 'sex',
  birthDay: 'born',
  idKind: 'idKind',
  idNumber: 'id',
  phone: 'phone',
  address: 'address',
  divisionCode: 'division',
  siteId: 'site',
  householdId: 'household',
  livesAlone: 'alone',
  healthNotes: 'health',
  contacts: 'contacts',
} as const

/** Every version of the record: who, when, from where, and what changed. */
export function ElderHistory({ elderId }: { readonly elderId: ElderRecord['id'] }) {
  const say = useWords(zh, en)
  const { day, moment } = useDays()
  const answer = useQuery(ListElderVersions, { id: elderId })
  const divisionName = useDivisionName()
  const title = (field: string) => (field in titles ? say(titles[field as keyof typeof titles]) : field)
  /** A value as people read it: codes by their words, days as days. */
  const shown = (field: string, value: string | null) => {
    if (value === null) return say('notRecorded')
    if (field === 'sex') return say(`sex_${Sex.catch('unknown').parse(value)}`)
    if (field === 'livesAlone') return say(`alone_${Alone.catch('unknown').parse(value)}`)
    if (field === 'idKind') return say(`kind_${IdKind.catch('unknown').parse(value)}`)
    if (field === 'divisionCode') return divisionName(value) ?? value
    return field === 'birthDay' && Day.safeParse(value).success ? day(value) : value
  }
  return (
    <Answer of={answer}>
      {({ versions }) => (
        <ol className="yq-timeline">
          {versions.map((version) => (
            <li key={version.version}>
              <strong>{say('versionN', { n: version.version })}</strong> <span className="yq-tag">{say(`origin_${version.origin}`)}</span>
              <br />
              <time>{say('by', { who: version.recordedBy, at: moment(version.recordedAt) })}</time>
              {version.changes.length === 0 ? (
                <p className="yq-faint">{say(version.version === 1 ? 'first' : 'noChange')}</p>
              ) : (
                <ul className="yq-changes">
                  {version.changes.map(({ field, before, after }) => (
                    <li key={field}>
                      {title(field)}：{before === null ? null : <del>{shown(field, before)}</del>} {before === null ? '' : '→ '}
                      <ins>{shown(field, after)}</ins>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
    </Answer>
  )
}
