import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';

/** The icons that no first screen of the wizard shows; made known by `addIcons`. */
export const moreIcons = {
  unknown: svg`<path d="m8 1.2 6.8 6.8L8 14.8 1.2 8z"/><path d="M6.5 6.7c.1-1.9 3-1.8 3 0 0 1.2-1.5 1.2-1.5 2.4m0 1.9v.05"/>`,
  stop: svg`<circle cx="8" cy="8" r="6.25"/><path d="m3.7 3.7 8.6 8.6"/>`,
  plus: svg`<path d="M8 3.25v9.5M3.25 8h9.5"/>`,
  minus: svg`<path d="M3.25 8h9.5"/>`,
  close: svg`<path d="m3.75 3.75 8.5 8.5m0-8.5-8.5 8.5"/>`,
  down: svg`<path d="m4 6 4 4 4-4"/>`,
  up: svg`<path d="m4 10 4-4 4 4"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8.5" height="8.5" rx="1.5"/><path d="M10.5 5.5v-2A1.5 1.5 0 0 0 9 2H3.5A1.5 1.5 0 0 0 2 3.5V9a1.5 1.5 0 0 0 1.5 1.5h2"/>`,
  download: svg`<path d="M8 2v8M4.7 6.8 8 10l3.3-3.2M2.5 13.75h11"/>`,
  upload: svg`<path d="M8 10.5v-8M4.7 5.8 8 2.5l3.3 3.3M2.5 13.75h11"/>`,
  lock: svg`<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.2 7V4.9a2.8 2.8 0 0 1 5.6 0V7"/>`,
  person: svg`<circle cx="8" cy="5" r="2.75"/><path d="M2.75 14a5.25 5.25 0 0 1 10.5 0"/>`,
  out: svg`<path d="M9.5 2.5h4v4M13.5 2.5 7.5 8.5M6.5 3.5H3.75a1.25 1.25 0 0 0-1.25 1.25v7.5a1.25 1.25 0 0 0 1.25 1.25h7.5a1.25 1.25 0 0 0 1.25-1.25V9.5"/>`,
  link: svg`<path d="m6.7 9.3 2.6-2.6M7.5 4.7l1.7-1.6a2.6 2.6 0 0 1 3.7 3.7l-1.6 1.7m-2.8 2.8-1.7 1.6a2.6 2.6 0 0 1-3.7-3.7l1.6-1.7"/>`,
  search: svg`<circle cx="7" cy="7" r="4.6"/><path d="m10.4 10.4 3.4 3.4"/>`,
  alias: svg`<path d="M3 3v4.5A2.5 2.5 0 0 0 5.5 10H13m-3-3 3 3-3 3"/>`,
  shuffle: svg`<path d="M2 4h2.2c1 0 1.9.5 2.4 1.3l2.8 4.4c.5.8 1.4 1.3 2.4 1.3H14m0 0-2-2m2 2-2 2M2 12h2.2c1 0 1.9-.5 2.4-1.3M14 5h-2.2c-1 0-1.9.5-2.4 1.3M14 5l-2-2m2 2-2 2"/>`,
  inbox: svg`<path d="M1.75 9 3.6 3.2a1 1 0 0 1 1-.7h6.8a1 1 0 0 1 1 .7L14.25 9v3.5a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1zm0 0H5l1 2h4l1-2h3.25"/>`,
  cloud: svg`<path d="M4.5 12.5a3 3 0 0 1-.4-6A4.2 4.2 0 0 1 12 6.6a3 3 0 0 1-.2 5.9z"/>`,
  eye: svg`<path d="M1.3 8S3.7 3.8 8 3.8 14.7 8 14.7 8 12.3 12.2 8 12.2 1.3 8 1.3 8z"/><circle cx="8" cy="8" r="1.8"/>`,
  todo: svg`<circle cx="8" cy="8" r="6.25" stroke-dasharray="2.4 2.5"/>`,
  na: svg`<circle cx="8" cy="8" r="6.25"/><path d="M5.5 8h5"/>`,
  file: svg`<path d="M9.3 1.75H4.2a1 1 0 0 0-1 1v10.5a1 1 0 0 0 1 1h7.6a1 1 0 0 0 1-1v-8zm0 0v3.5h3.5"/>`,
  columns: svg`<rect x="1.75" y="2.5" width="12.5" height="11" rx="1.25"/><path d="M6 2.5v11m4-11v11"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type MoreIconName = keyof typeof moreIcons;
