import type { Output } from '@yinqiao/kernel/contract'
import { type Column, DataList, PageFrame, useDays, useLanguage, useQuery, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { ListRules, ListUnsaid, missingWords, whyWords } from '@yinqiao/watch/contract'
import { ruleEn } from './rule-en.ts'
import { ruleZh } from './rule-zh.ts'

type Unsaid = Output<typeof ListUnsaid>['rows'][number]

/** Homes of which a rule of time cannot say whether all is well, with what is missing. */
export function UnsaidScreen() {
  const say = useWords(ruleZh, ruleEn)
  const { language } = useLanguage()
  const { moment } = useDays()
  const rules = useQuery(ListRules, { days: 90 })
  const ruleTitle = ({ rule }: Unsaid) => rules.data?.rows.find(({ code }) => code === rule)?.title[language] ?? rule
  const missing = (row: Unsaid) => row.missing.map((one) => missingWords[one][language]).join('、')
  const columns: readonly Column<Unsaid>[] = [
    {
      key: 'home',
      title: say('home'),
      text: (row) => row.homeName,
      render: (row) => <Link to={`/watch/homes/${row.homeId}`}>{row.homeName}</Link>,
    },
    { key: 'rule', title: say('rule'), text: ruleTitle, render: ruleTitle },
    { key: 'why', title: say('why'), text: (row) => whyWords[row.why][language], render: (row) => whyWords[row.why][language] },
    { key: 'missing', title: say('missing'), text: missing, render: missing },
    { key: 'at', title: say('at'), width: 156, text: (row) => row.at, render: (row) => moment(row.at) },
  ]
  return (
    <PageFrame title={say('unsaid')} lead={say('unsaidLead')}>
      <DataList
        name="watch-unsaid"
        title={say('unsaid')}
        signature={ListUnsaid}
        input={{}}
        columns={columns}
        rowKey={(row) => `${row.homeId}/${row.rule}/${row.why}`}
      />
    </PageFrame>
  )
}
