import { permission } from '@yinqiao/kernel/contract'

const desks = ['district-officer', 'town-officer', 'village-officer', 'care-coordinator', 'operator']

export const readNotices = permission('notices.read', { zh: '查看通知及送达情况', en: 'See notices and whether they arrived' }, desks)
export const resendNotices = permission('notices.resend', { zh: '重发未送达的通知', en: 'Send undelivered notices again' }, [
  'district-officer',
  'town-officer',
  'care-coordinator',
  'operator',
])
