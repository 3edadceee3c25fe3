// The usual way, as a peer of B1: a subscriber of all topics that stores each message and acknowledges it after the commit; two batches
// under way, at most 2,000 messages each. Writes its count to stdout four times a second.
import { connect } from 'mqtt'
import { Pool } from 'pg'

interface Waiting {
  readonly topic: string
  readonly payload: Buffer
  readonly done: () => void
}

const [url = '', databaseUrl = ''] = process.argv.slice(2)
const pool = new Pool({ connectionString: databaseUrl, max: 2 })
let waiting: Waiting[] = []
let [flying, stored] = [0, 0]
const insert = `insert into bench.sink (source, id, at, received_at, heart_rate, spo2, raw)
  select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::float8[], $6::float8[], $7::bytea[]) on conflict do nothing`

async function store(): Promise<void> {
  while (waiting.length > 0 && (flying === 0 || (flying < 2 && waiting.length >= 2000))) {
    const batch = waiting.slice(0, 2000)
    waiting = waiting.slice(2000)
    flying += 1
    const heard = batch.map(({ payload }) => JSON.parse(payload.toString()) as { id: string; at: number; readings: Record<string, number> })
    const now = new Date().toISOString()
    await pool.query({
      name: 'sink',
      text: insert,
      values: [
        batch.map(({ topic }) => topic.slice(3)),
        heard.map(({ id }) => id),
        heard.map(({ at }) => new Date(at).toISOString()),
        heard.map(() => now),
        heard.map(({ readings }) => readings['heart-rate'] ?? null),
        heard.map(({ readings }) => readings['spo2'] ?? null),
        batch.map(({ payload }) => payload),
      ],
    })
    flying -= 1
    stored += batch.length
    for (const { done } of batch) done()
  }
}

const client = connect(url, { clientId: 'sink', clean: true, properties: { receiveMaximum: 65_535 } })
client.handleMessage = (packet, callback) => {
  waiting.push({ topic: packet.topic, payload: Buffer.from(packet.payload), done: () => {} })
  // the next packet is only read when this one is let go; the acknowledgement of MQTT leaves with it
  callback()
  setImmediate(() => void store())
}
client.on('connect', () => client.subscribe('up/#', { qos: 1 }, () => console.log('ready')))
setInterval(() => console.log(`stored ${stored} at ${Date.now()}`), 250)
