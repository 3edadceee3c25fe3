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
  { label, dots, cluster }: { readonly label: string; readonly dots: number; readonly cluster: boolean },
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
        points: {
          type: 'geojson',
          data: none,
          promoteId: 'id',
          // without glyphs a cluster has no number: it is larger the more it holds, and red when one of it is an alert
          ...(cluster
            ? {
                cluster: true,
                clusterRadius: 34,
                clusterMaxZoom: 14,
                clusterProperties: { alerts: ['+', ['case', ['==', ['get', 'tone'], 'alert'], 1, 0]] },
              }
            : {}),
        },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': tokens.shade } },
        { id: 'wall', type: 'fill', source: 'outline', paint: { 'fill-color': tokens.wall } },
        { id: 'roof', type: 'line', source: 'outline', paint: { 'line-color': tokens.roof, 'line-width': 1.6 } },
        {
          id: 'points',
          type: 'circle',
          source: 'points',
          filter: ['!', ['has', 'point_count']],
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
          id: 'clusters',
          type: 'circle',
          source: 'points',
          filter: ['has', 'point_count'],
          paint: {
            'circle-radius': ['min', ['+', 9, ['*', 3, ['ln', ['get', 'point_count']]]], 34],
            'circle-color': ['case', ['>', ['coalesce', ['get', 'alerts'], 0], 0], tokens.vermilion, tokens.slate],
            'circle-opacity': 0.8,
            'circle-stroke-color': tokens.wall,
            'circle-stroke-width': 3,
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
  map.on('click', 'clusters', (event) => {
    const feature = event.features?.[0]
    const id: unknown = feature?.properties['cluster_id']
    if (typeof id !== 'number') return
    const center = event.lngLat
    void map
      .getSource<GeoJSONSource>('points')
      ?.getClusterExpansionZoom(id)
      .then((zoom) => map.easeTo({ center, zoom, duration: 300 }))
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
