import { refusal } from './refusal.ts'

/** Refusals the kernel itself gives, at any signature. */
export const InvalidInput = refusal('kernel.invalid-input', 'invalid', '输入有误：{problem}', 'Invalid input: {problemEn}')
export const NotSignedIn = refusal('kernel.not-signed-in', 'unauthenticated', '请先登录', 'Please sign in first')
export const NotAllowed = refusal(
  'kernel.not-allowed',
  'forbidden',
  '您的岗位没有“{permission}”的权限',
  'Your post does not hold the permission "{permission}"',
)
export const NoSuchRoute = refusal('kernel.no-such-route', 'missing', '没有这个接口', 'No such route')
export const KeyMissing = refusal(
  'kernel.key-missing',
  'invalid',
  '缺少幂等键（Idempotency-Key），请刷新页面后重试',
  'The Idempotency-Key header is missing; reload the page and try again',
)
export const KeyReused = refusal(
  'kernel.key-reused',
  'conflict',
  '同一个幂等键已用于另一个请求，本次未执行',
  'This idempotency key was already used for another request; nothing was done',
)
export const TooLarge = refusal(
  'kernel.too-large',
  'too-large',
  '请求超过 {limit} 字节的上限',
  'The request exceeds the limit of {limit} bytes',
)
export const TooMany = refusal(
  'kernel.too-many',
  'too-many',
  '请求过于频繁，请在 {seconds} 秒后再试',
  'Too many requests; try again in {seconds} seconds',
)
export const ChangedMeanwhile = refusal(
  'kernel.changed-meanwhile',
  'conflict',
  '“{what}”已被他人修改（您看到的是第 {seen} 版，现为第 {current} 版），请核对差异后再保存',
  '"{what}" was changed by someone else (you saw version {seen}, it is now {current}); compare and save again',
)
export const Unavailable = refusal(
  'kernel.unavailable',
  'unavailable',
  '数据库暂时无法访问，内容未保存，请稍后重试',
  'The database cannot be reached for now; nothing was saved, try again later',
)
export const ReadOnly = refusal(
  'kernel.read-only',
  'unavailable',
  '磁盘空间不足，系统暂为只读，内容未保存',
  'The disk is full; the system is read-only for now and nothing was saved',
)
export const Internal = refusal(
  'kernel.internal',
  'unavailable',
  '系统出错，已记录（编号 {reference}），内容未保存',
  'Something went wrong and was recorded (reference {reference}); nothing was saved',
)
export const FileUnknown = refusal('kernel.file-unknown', 'missing', '找不到该文件', 'No such file')
export const FileKind = refusal(
  'kernel.file-kind',
  'invalid',
  '文件内容是“{found}”，不是可接受的类型（{accepted}）',
  'The file content is "{found}", not an accepted type ({accepted})',
)

export const kernelRefusals = [
  InvalidInput,
  NotSignedIn,
  NotAllowed,
  NoSuchRoute,
  KeyMissing,
  KeyReused,
  TooLarge,
  TooMany,
  ChangedMeanwhile,
  Unavailable,
  ReadOnly,
  Internal,
  FileUnknown,
  FileKind,
]
