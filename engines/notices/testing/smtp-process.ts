import { SMTPServer } from 'smtp-server'

/** An SMTP server as a process: keeps what it takes, refuses the recipients it is told to, and tells all by IPC when asked. */
interface Told {
  readonly port?: number
  /** Recipients answered 550, and 451. */
  readonly unknown: readonly string[]
  readonly later: readonly string[]
}
const told = JSON.parse(process.argv[2] ?? '{}') as Told
const letters: { from: string; to: string[]; data: string }[] = []
const said = (text: string, responseCode: number) => Object.assign(new Error(text), { responseCode })

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo({ address }, _session, done) {
    if (told.unknown.includes(address)) done(said(`5.1.1 <${address}> no such user`, 550))
    else if (told.later.includes(address)) done(said(`4.2.1 <${address}> busy`, 451))
    else done()
  },
  onData(stream, session, done) {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope
      letters.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        data: Buffer.concat(parts).toString('utf8'),
      })
      done()
    })
  },
})
server.listen(told.port ?? 0, '127.0.0.1', () => {
  const address = server.server.address()
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 })
})
process.on('message', () => process.send?.({ letters }))
process.on('SIGTERM', () => process.exit(0))
