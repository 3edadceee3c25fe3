export type { Cipher } from './cipher.ts'
export type { AuditSubject, Context, Database } from './context.ts'
export type { FileStore, StoredFile } from './files.ts'
export { type Body, body, type Delivered, type EncryptedColumn, type Job, type JobType, job, type Listener, listen, type Room } from './room.ts'
