import { ChangePassword } from '@yinqiao/access/contract'
import { RefusalError, useCommand, useLanguage, useTell, useWords } from '@yinqiao/kernel/web'
import { Button, Form, Input } from 'antd'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './access.css'

interface Values {
  readonly current: string
  readonly next: string
  readonly again: string
}

/** Changes one's own password. No draft: passwords never lie in the browser's store. */
export function ChangePasswordForm({ onDone }: { readonly onDone?: () => void }) {
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const tell = useTell()
  const [form] = Form.useForm<Values>()
  const change = useCommand(ChangePassword)
  const finish = async ({ current, next }: Values) => {
    try {
      await change.send({ current, next })
      form.resetFields()
      tell.done(say('passwordChanged'))
      onDone?.()
    } catch (problem) {
      if (problem instanceof RefusalError && (problem.field === 'current' || problem.field === 'next'))
        form.setFields([{ name: problem.field, errors: [problem.sentence(language)] }])
      else if (problem instanceof RefusalError && problem.code === 'access.weak-password')
        form.setFields([{ name: 'next', errors: [problem.sentence(language)] }])
      else tell.failed(problem)
    }
  }
  return (
    <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={(values) => void finish(values)} className="yq-narrow">
      <Form.Item name="current" label={say('current')} rules={[{ required: true, message: say('current') }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="next" label={say('next')} extra={say('passwordHint')} rules={[{ required: true, message: say('next') }]}>
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={say('nextAgain')}
        dependencies={['next']}
        rules={[
          {
            validator: (_, value) => (value === form.getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(say('notSame')))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.busy}>
        {say('changePassword')}
      </Button>
    </Form>
  )
}
