import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findUncleanText } from './clean-text.ts'
import { type Actor, anonymous } from './contract/actor.ts'
import { refuse } from './contract/refusal.ts'
import { FileUnknown, InvalidInput, NotSignedIn } from './contract/refusals.ts'
import type { Kernel } from './kernel.ts'
import { sendRefusal } from './send-refusal.ts'
import { transact } from './transaction.ts'

const fileBytes = 60 * 1024 * 1024

/** Bytes come in and go out beside the JSON routes: PUT /api/files?name=..., GET /api/files/:id (only to who put them). */
export function asFiles(app: FastifyInstance, kernel: Kernel, actorOf: (request: FastifyRequest) => Promise<Actor>): void {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: fileBytes }, (_request, body, done) =>
    done(null, body),
  )
  // asked before the bytes are taken in: strangers would fill the memory with them
  const knowActor = async (request: FastifyRequest, reply: FastifyReply) => {
    const actor = await actorOf(request)
    if (actor.role === 'anonymous') return sendRefusal(reply, refuse(NotSignedIn))
    actors.set(request, actor)
  }
  const actors = new WeakMap<FastifyRequest, Actor>()
  const schema = { summary: '上传文件', hide: false }
  app.put('/api/files', { bodyLimit: fileBytes, schema, onRequest: knowActor }, async (request, reply) => {
    const actor = actors.get(request) ?? anonymous
    const asked = z.object({ name: z.string().max(300).default('file') }).safeParse(request.query)
    if (!asked.success || findUncleanText(asked.data) !== undefined)
      return sendRefusal(
        reply,
        refuse(
          InvalidInput,
          { problem: '文件名过长或含有无法保存的字符', problemEn: 'the file name is too long or has characters that cannot be kept' },
          'name',
        ),
      )
    if (!Buffer.isBuffer(request.body)) return sendRefusal(reply, refuse(FileUnknown))
    const bytes = request.body
    return reply.send(
      await transact(kernel, { actor, room: 'kernel', origin: request.ip, audited: 'kernel.put-file' }, async (ctx) => {
        const file = await ctx.files.put(bytes, asked.data.name)
        ctx.note({ kind: 'file', id: file.id })
        return file
      }),
    )
  })
  app.get('/api/files/:id', { schema: { summary: '下载文件' } }, async (request, reply) => {
    const actor = await actorOf(request)
    if (actor.role === 'anonymous') return sendRefusal(reply, refuse(NotSignedIn))
    const asked = z.object({ id: z.uuid() }).safeParse(request.params)
    const found = asked.success
      ? await transact(kernel, { actor, room: 'kernel', origin: request.ip }, (ctx) => ctx.files.find(asked.data.id))
      : undefined
    if (found === undefined || (found.file.shared && found.file.accountId !== actor.accountId))
      return sendRefusal(reply, refuse(FileUnknown))
    return reply
      .header('content-type', found.file.mime)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.file.name)}`)
      .send(Buffer.from(found.bytes))
  })
}
