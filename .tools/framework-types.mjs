// Types of the elements for JSX and for templates: dist/types/. They name the classes' own types, and so say what these say;
// nothing of them is loaded, and a page that does not import them needs none of the frameworks.
import { settable } from './element-data.mjs';

/** @typedef {import('./element-data.mjs').ElementEntry} ElementEntry */

const oneLine = (/** @type {string} */ text) => text.replaceAll(/\s+/g, ' ').replaceAll('*/', '*\\/').trim();
const comment = (/** @type {string | undefined} */ text) => (text ? [`  /** ${oneLine(text)} */`] : []);

/** @param {ElementEntry[]} elements */
function common(elements) {
  const parts = elements.map((element) => {
    const { name, attributes = [], events = [] } = element;
    const properties = settable(element);
    const same = new Set(properties.map((property) => property.name));
    return [
      `/** Properties of \`<${element.tagName}>\` that a host may set. */`,
      `export interface ${name}Properties {`,
      ...properties.flatMap((property) => [...comment(property.description), `  ${property.name}?: ${name}['${property.name}'] | undefined;`]),
      '}',
      `/** Attributes of \`<${element.tagName}>\`, apart from those that a property has the same name as. */`,
      `export interface ${name}Attributes {`,
      ...attributes
        .filter((attribute) => !same.has(attribute.name))
        .flatMap((attribute) => [
          ...comment(attribute.description),
          `  '${attribute.name}'?: ${attribute.parsedType?.text ?? (/^number/.test(attribute.type?.text ?? '') ? 'number | string' : 'string')} | undefined;`,
        ]),
      '}',
      `/** Events of \`<${element.tagName}>\`. */`,
      `export interface ${name}Events {`,
      ...events.flatMap((event) => [...comment(event.description), `  '${event.name}': HTMLElementEventMap['${event.name}'];`]),
      '}',
    ].join('\n');
  });
  return `// The elements' properties, attributes and events, for the types of frameworks beside this file.
import type { ${elements.map(({ name }) => name).join(', ')} } from '../index.js';
// Brings the elements' events into HTMLElementEventMap.
import type {} from '../define.js';

${parts.join('\n\n')}

/** Listeners as a framework's attributes: \`on\` and the event's name. */
export type Listeners<Events> = { [Name in keyof Events & string as \`on\${Name}\`]?: ((event: Events[Name]) => void) | undefined };
`;
}

const imports = (/** @type {ElementEntry[]} */ elements, /** @type {string[]} */ more) =>
  `import type { ${elements.map(({ name }) => name).join(', ')} } from '../index.js';
import type {
${[...more, ...elements.flatMap(({ name }) => [`${name}Attributes`, `${name}Events`, `${name}Properties`])].map((name) => `  ${name},`).join('\n')}
} from './elements.js';`;

const tags = (/** @type {ElementEntry[]} */ elements, /** @type {(element: ElementEntry) => string} */ type, indent = '      ') =>
  elements.map((element) => `${indent}'${element.tagName}': ${type(element)};`).join('\n');

const react = (/** @type {ElementEntry[]} */ elements) => `// JSX of React 19: import type {} from 'rekey-elements/types/react.d.ts';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${imports(elements, ['Listeners'])}

type Own<Element extends HTMLElement, Props> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Props> & Props;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${tags(elements, ({ name }) => `Own<${name}, ${name}Properties & ${name}Attributes & Listeners<${name}Events>>`)}
    }
  }
}
`;

const vue = (/** @type {ElementEntry[]} */ elements) => `// Templates of Vue 3: import type {} from 'rekey-elements/types/vue.d.ts';
import type { HTMLAttributes, PublicProps } from 'vue';
${imports(elements, [])}

type Pascal<Name extends string> = Name extends \`\${infer First}-\${infer Rest}\` ? \`\${Capitalize<First>}\${Pascal<Rest>}\` : Capitalize<Name>;

/** Listeners as Vue names them: \`@rekey-ready\` of a template is \`onRekeyReady\`. */
type Listeners<Events> = { [Name in keyof Events & string as \`on\${Pascal<Name>}\`]?: ((event: Events[Name]) => void) | undefined };

type Both<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void ? All : never;

/** An element as the compiler of templates asks for it. */
type Own<Element extends HTMLElement, Props, Events> = new () => Element & {
  /** Of the element itself are only its own members; what may be given in a template are these. */
  $props: Omit<HTMLAttributes, keyof Props> & Props & Listeners<Events> & PublicProps;
  $emit: Both<{ [Name in keyof Events]: (name: Name, event: Events[Name]) => void }[keyof Events]>;
};

declare module 'vue' {
  interface GlobalComponents {
${tags(elements, ({ name }) => `Own<${name}, ${name}Properties & ${name}Attributes, ${name}Events>`, '    ')}
  }
}
`;

const svelte = (/** @type {ElementEntry[]} */ elements) => `// Markup of Svelte 5: import type {} from 'rekey-elements/types/svelte.d.ts';
import type { HTMLAttributes } from 'svelte/elements';
${imports(elements, ['Listeners'])}

type Own<Element extends HTMLElement, Props> = Omit<HTMLAttributes<Element>, keyof Props> & Props;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${tags(elements, ({ name }) => `Own<${name}, ${name}Properties & ${name}Attributes & Listeners<${name}Events>>`, '    ')}
  }
}
`;

/**
 * @param {ElementEntry[]} elements
 * @returns {[path: string, text: string][]} in dist/
 */
export const frameworkTypes = (elements) => [
  ['types/elements.d.ts', common(elements)],
  ['types/react.d.ts', react(elements)],
  ['types/vue.d.ts', vue(elements)],
  ['types/svelte.d.ts', svelte(elements)],
];
