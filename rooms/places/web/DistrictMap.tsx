import { Answer, useQuery, useWords } from '@yinqiao/kernel/web'
import { GetOutline, type OutlineFile } from '@yinqiao/places/contract'
import type { z } from 'zod'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { DrawnMap, MapPoint } from './draw-map.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './places.css'

interface DistrictMapProps {
  readonly points: readonly MapPoint[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
  /** How many times as large as usual points are drawn: for walls that are looked at from afar. */
  readonly dots?: number
  /** Points that lie close together become one larger dot; it opens by a press. */
  readonly cluster?: boolean
}

/** The district with its points. Whatever it shows stands in a list beside it: the map is never the only way. */
export function DistrictMap(props: DistrictMapProps) {
  const outline = useQuery(GetOutline, {})
  return (
    <div className="yq-map">
      <Answer of={outline}>{(file) => <Drawn outline={file} {...props} />}</Answer>
    </div>
  )
}

function Drawn({
  outline,
  points,
  chosen,
  onChoose,
  dots = 1,
  cluster = false,
}: DistrictMapProps & { readonly outline: z.output<typeof OutlineFile> }) {
  const say = useWords(zh, en)
  const place = useRef<HTMLDivElement>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  const [map, setMap] = useState<DrawnMap>()
  const [failed, setFailed] = useState(false)
  const label = say('map', { n: points.length })

  useEffect(() => {
    let drawn: DrawnMap | undefined
    let gone = false
    // The library is large and comes only with the first map.
    import('./draw-map.ts')
      .then(({ drawMap }) => {
        if (gone || !place.current) return
        drawn = drawMap(place.current, outline.geometry, { label: zh.map, dots, cluster }, (id) => choose.current(id))
        setMap(drawn)
      })
      .catch(() => setFailed(true))
    return () => {
      gone = true
      drawn?.end()
    }
  }, [outline, dots, cluster])
  useEffect(() => map?.setPoints(points), [map, points])
  useEffect(() => map?.choose(chosen, points), [map, chosen, points])

  return (
    <>
      <div ref={place} className="yq-map-canvas" role="group" aria-label={label} />
      {failed ? (
        <p className="yq-map-failed" role="alert">
          {say('mapFailed')}
        </p>
      ) : (
        <div className="yq-map-acts">
          <Button size="small" onClick={() => map?.zoom(1)} aria-label={say('zoomIn')}>
            ＋
          </Button>
          <Button size="small" onClick={() => map?.zoom(-1)} aria-label={say('zoomOut')}>
            －
          </Button>
          <Button size="small" onClick={() => map?.whole()}>
            {say('whole')}
          </Button>
        </div>
      )}
      <p className="yq-map-foot">
        {say('mapHint')} {say('outlineSource', { title: outline.title })}
      </p>
    </>
  )
}
