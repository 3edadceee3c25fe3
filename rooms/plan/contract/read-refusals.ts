import { refusal } from '@yinqiao/kernel/contract'

export const ReadEmpty = refusal(
  'plan.read-empty',
  'invalid',
  '“{file}”是空的，没有可读的文字',
  '"{file}" is empty; there is no text to read',
)
export const ReadTooLarge = refusal(
  'plan.read-too-large',
  'too-large',
  '“{file}”超过 {limit} 兆字节的上限',
  '"{file}" is over the limit of {limit} MB',
)
export const ReadNotText = refusal(
  'plan.read-not-text',
  'invalid',
  '“{file}”不是文本文件（看起来是{found}），请提供 txt、md 或 docx',
  '"{file}" is not a text file (it looks like {found}); give a txt, md or docx file',
)
export const ReadEncoding = refusal(
  'plan.read-encoding',
  'invalid',
  '“{file}”的文字编码无法识别，请另存为 UTF-8 或 GB18030',
  'The character encoding of "{file}" cannot be told; save it as UTF-8 or GB18030',
)
export const ReadBrokenDocx = refusal(
  'plan.read-broken-docx',
  'invalid',
  '“{file}”不是完好的 Word（docx）文件，请重新导出',
  '"{file}" is not a sound Word (docx) file; export it again',
)
export const ReadNotPlan = refusal(
  'plan.read-not-plan',
  'invalid',
  '这不是公文式的方案、计划或意见：{missing}',
  'This is not a plan in official-document form: {lack}',
)

export const planReadRefusals = [ReadEmpty, ReadTooLarge, ReadNotText, ReadEncoding, ReadBrokenDocx, ReadNotPlan]
