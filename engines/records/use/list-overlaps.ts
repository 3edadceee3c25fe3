import { type Body, body } from '@yinqiao/kernel'
import { ListOverlaps } from '../contract/signatures.ts'
import type { RecordsSettings } from '../store.ts'

export const listOverlaps = ({ kinds }: RecordsSettings): Body =>
  body(ListOverlaps, async () => {
    const asked = kinds.flatMap((kind) =>
      kind.fields.flatMap(({ concept, title }) =>
        concept === undefined
          ? []
          : [{ concept, kind: kind.code, kindTitle: kind.title.zh, field: title.zh, writers: [...kind.rights.write] }],
      ),
    )
    const rows = [...Map.groupBy(asked, ({ concept }) => concept)]
      .filter(([, fields]) => fields.length > 1)
      .map(([concept, fields]) => ({
        concept,
        fields: fields.map(({ kind, kindTitle, field, writers }) => ({ kind, kindTitle, field, writers })),
      }))
    return { rows }
  })
