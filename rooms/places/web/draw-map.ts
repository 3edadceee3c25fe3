import { type GeoJSONSource, LngLatBounds, Map as MapLibre, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { tokens } from '@yinqiao/kernel/web'
import type { OutlineGeometry } from '@yinqiao/places/contract'

// Bundlers move the library away from its worker; without this line the map stays blank in production builds.
setWorkerUrl(workerUrl)

/** One thing to show; `tone` follows its state. WGS-84. */
export interface MapPoint {
  readonly id: string
  readonly lng: number
  readonly lat: number
  readonly tone: 'good' | 'due' | 'alert' | 'idle' | 'busy'
}

export interface DrawnMap {
  readonly setPoints: (points: readonly MapPoint[]) => void
  readonly choose: (id: string | null, points: readonly MapPoint[]) => void
  readonly whole: () => void
  readonly zoom: (by: number) => void
  readonly end: () => void
}

const none = { type: 'FeatureCollection' as const, features: [] }

/** Corners of the outline. */
function boundsOf(outline: OutlineGeometry): LngLatBounds {
  const bounds = new LngLatBounds()
  for (const polygon of outline.coordinates) for (const ring of polygon) for (const corner of ring) bounds.extend(corner)
  return bounds
}

/**
 * Draws the district as a white wall on paper ground, from its own outline alone: no tile server, no glyphs.
 * Throws where WebGL is missing.
 */
export function drawMap(
  place: HTMLElement,
  outline: OutlineGeometry,
  { label, dots }: { readonly label: string; readonly dots: number },
  onChoose: (id: string) => void,
): DrawnMap {
  const bounds = boundsOf(outline)
  const fit = { padding: 28, duration: 0 }
  const map = new MapLibre({
    container: place,
    attributionControl: false,
    bounds,
    fitBoundsOptions: fit,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 17,
    style: {
      version: 8,
      sources: {
        outline: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: outline } },
        points: { type: 'geojson', data: none, promoteId: 'id' },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': tokens.shade } },
        { id: 'wall', type: 'fill', source: 'outline', paint: { 'fill-color': tokens.wall } },
        { id: 'roof', type: 'line', source: 'outline', paint: { 'line-color': tokens.roof, 'line-width': 1.6 } },
        {
          id: 'points',
          type: 'circle',
          source: 'points',
          paint: {
            'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 4 * dots, 14, 8 * dots],
            'circle-color': [
              'match',
              ['get', 'tone'],
              'good',
              tokens.calm,
              'due',
              tokens.ginkgo,
              'alert',
              tokens.vermilion,
              'busy',
              tokens.slate,
              tokens.wall,
            ],
            'circle-stroke-color': tokens.roof,
            'circle-stroke-width': 1,
          },
        },
        {
          id: 'chosen',
          type: 'circle',
          source: 'points',
          filter: ['==', ['get', 'id'], ''],
          paint: {
            'circle-radius': 13 * dots,
            'circle-color': 'rgba(0,0,0,0)',
            'circle-stroke-color': tokens.ginkgo,
            'circle-stroke-width': 4,
          },
        },
      ],
    },
  })
  map.getCanvas().setAttribute('aria-label', label)
  map.on('click', 'points', (event) => {
    const id: unknown = event.features?.[0]?.properties['id']
    if (typeof id === 'string') onChoose(id)
  })
  map.on('mouseenter', 'points', () => {
    map.getCanvas().style.cursor = 'pointer'
  })
  map.on('mouseleave', 'points', () => {
    map.getCanvas().style.cursor = ''
  })

  /** Runs now, or as soon as the style stands. */
  const ready = (act: () => void) => {
    if (map.isStyleLoaded()) act()
    else void map.once('load', act)
  }
  return {
    setPoints: (points) =>
      ready(() => {
        void map.getSource<GeoJSONSource>('points')?.setData({
          type: 'FeatureCollection',
          features: points.map(({ id, lng, lat, tone }) => ({
            type: 'Feature',
            properties: { id, tone },
            geometry: { type: 'Point', coordinates: [lng, lat] },
          })),
        })
      }),
    choose: (id, points) =>
      ready(() => {
        map.setFilter('chosen', ['==', ['get', 'id'], id ?? ''])
        const point = points.find((each) => each.id === id)
        if (point) map.easeTo({ center: [point.lng, point.lat], zoom: Math.max(map.getZoom(), 12.5), duration: 400 })
      }),
    whole: () => map.fitBounds(bounds, fit),
    zoom: (by) => map.zoomTo(map.getZoom() + by, { duration: 150 }),
    end: () => map.remove(),
  }
}
