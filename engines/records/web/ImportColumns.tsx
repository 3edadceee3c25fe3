import { Sheet, type Say, useSay, useWords } from '@yinqiao/kernel/web'
import type { Field } from '../contract/field.ts'
import type { RecordKind } from '../contract/record-kind.ts'
import { en } from './en.ts'
import { headingOf, placeHeading } from './table-headings.ts'
import { zh } from './zh.ts'

/** What a cell of a field must hold, as a sentence for people. */
function howTo(field: Field, say: Say<typeof zh>, title: ReturnType<typeof useSay>): string {
  const codes = (field.codes ?? []).filter(({ ended }) => ended !== true)
  const listed =
    codes.length > 12
      ? `${codes
          .slice(0, 12)
          .map((each) => title(each.title))
          .join('、')} …`
      : codes.map((each) => title(each.title)).join('、')
  switch (field.type) {
    case 'text':
    case 'long-text':
      return say('how_text')
    case 'code':
      return say('how_code', { codes: listed })
    case 'codes':
      return say('how_codes', { codes: listed })
    case 'ref':
    case 'record':
      return say('how_ref')
    case 'integer':
    case 'number':
    case 'money':
    case 'day':
    case 'boolean':
      return say(`how_${field.type}`)
  }
}

/** The headings an import knows, and what to write under them. */
export function ImportColumns({ kind }: { readonly kind: RecordKind }) {
  const say = useWords(zh, en)
  const title = useSay()
  return (
    <Sheet title={say('columns')} flush>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('heading')}</th>
            <th scope="col">{say('must')}</th>
            <th scope="col">{say('how')}</th>
          </tr>
        </thead>
        <tbody>
          {kind.fields.map((field) => (
            <tr key={field.key}>
              <th scope="row">{headingOf(field)}</th>
              <td>{field.required === true ? say('must') : ''}</td>
              <td>{howTo(field, say, title)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{placeHeading}</th>
            <td>{''}</td>
            <td>{say('how_place')}</td>
          </tr>
        </tbody>
      </table>
    </Sheet>
  )
}
