export type { AuditSubject, Context, Database } from './context.ts'
export type { StoredFile } from './files.ts'
export { type Body, body, type Delivered, type EncryptedColumn, type Job, type JobType, job, type Listener, listen, type Room } from './room.ts'
export { sm3 } from './cipher.ts'
