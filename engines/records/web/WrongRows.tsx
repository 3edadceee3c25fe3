import { type Column, DataList, Sheet, useLanguage, useWords } from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { ListImportRows } from '../contract/import-signatures.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Row = Output<typeof ListImportRows>['rows'][number]

/** The rows an import could not take, each with what is wrong under which heading. */
export function WrongRows({ begun }: { readonly begun: { readonly importId: string; readonly fileName: string } }) {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const told = (row: Row) => row.messages.map((each) => (each.heading ? `${each.heading}：${each[language]}` : each[language])).join('；')
  const columns: readonly Column<Row>[] = [
    { key: 'row', title: say('row'), width: 80, text: ({ row }) => row, render: ({ row }) => row },
    { key: 'name', title: say('name'), text: ({ title }) => title, render: ({ title }) => title },
    {
      key: 'problem',
      title: say('problem'),
      text: told,
      render: (row) => (
        <ul className="yq-paper-rulings">
          {row.messages.map((each) => (
            <li key={`${each.heading}-${each.zh}`}>
              {each.heading ? <strong>{each.heading}：</strong> : null}
              {each[language]}
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return (
    <Sheet title={say('wrongRows')} aside={say('wrongHint')} flush>
      <DataList
        name={`wrong-${begun.importId}`}
        title={`${begun.fileName}-${say('wrongRows')}`}
        signature={ListImportRows}
        input={{ importId: begun.importId, state: 'wrong' }}
        columns={columns}
        rowKey={({ row }) => String(row)}
      />
    </Sheet>
  )
}
