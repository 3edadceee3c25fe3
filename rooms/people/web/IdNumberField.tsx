import type { Output } from '@yinqiao/kernel/contract'
import { call, RefusalError, useDays, useLanguage, useTell, useWords } from '@yinqiao/kernel/web'
import { CheckIdNumber } from '@yinqiao/people/contract'
import { Alert, Button, Form, type FormInstance, Input, Space } from 'antd'
import { useState } from 'react'
import type { ElderValues } from './elder-values.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Id number with a check: fills birth day and sex from it, converts an old 15-digit one only when a person says so. */
export function IdNumberField({ form }: { readonly form: FormInstance<ElderValues> }) {
  const say = useWords(zh, en)
  const { day } = useDays()
  const { language } = useLanguage()
  const tell = useTell()
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<Output<typeof CheckIdNumber>>()
  const take = (output: Output<typeof CheckIdNumber>) =>
    form.setFieldsValue({ idNumber: output.number, birthDay: output.birthDay, sex: output.sex, idKind: 'citizen-id' })
  const check = async () => {
    const idNumber: unknown = form.getFieldValue('idNumber')
    setFound(undefined)
    if (typeof idNumber !== 'string' || idNumber.trim() === '') return
    setBusy(true)
    try {
      const output = await call(CheckIdNumber, { idNumber })
      setFound(output)
      if (!output.converted) take(output)
    } catch (problem) {
      if (problem instanceof RefusalError) form.setFields([{ name: 'idNumber', errors: [problem.sentence(language)] }])
      else tell.failed(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div>
      <Form.Item label={say('id')} htmlFor="elder-id-number">
        <Space.Compact block>
          <Form.Item name="idNumber" noStyle>
            <Input id="elder-id-number" maxLength={40} autoComplete="off" onChange={() => setFound(undefined)} />
          </Form.Item>
          <Button loading={busy} onClick={() => void check()}>
            {say('checkId')}
          </Button>
        </Space.Compact>
      </Form.Item>
      {found ? (
        <div className="yq-form-note" role="status">
          {found.recorded ? <Alert type="warning" title={say('idRecorded')} /> : null}
          {found.converted ? (
            <Alert
              type="info"
              title={say('idConverted', { number: found.number })}
              action={
                <Button size="small" onClick={() => take(found)}>
                  {say('idUse')}
                </Button>
              }
            />
          ) : (
            <Alert type="success" title={say('idFine', { born: day(found.birthDay), sex: say(`sex_${found.sex}`) })} />
          )}
        </div>
      ) : null}
    </div>
  )
}
