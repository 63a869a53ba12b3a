import { expect, fixture, html, nextFrame, waitUntil } from '@open-wc/testing';
import { html as template } from 'lit';
import type { TemplateResult } from 'lit';
import type { RaAdapter } from '../../../src/core/adapter.js';
import { RekeyElement } from '../../../src/lit/base.js';
import { provideAdapter } from '../../../src/lit/context.js';
import { defineElement } from '../../../src/lit/define.js';
import { Format } from '../../../src/lit/format.js';
import { VERSION } from '../../../src/lit/version.js';
import { duration, relative } from '../../../src/lit/durations.js';

class TestElement extends RekeyElement {
  readonly told: (RaAdapter | undefined)[] = [];
  ends = 0;
  get aborted(): AbortSignal {
    return this.signal;
  }
  say(text: string): void {
    this.announce(text);
  }
  tell(): boolean {
    return this.emit('told', { x: 1 }, { cancelable: true });
  }
  protected override adapterChanged(ra: RaAdapter | undefined): void {
    this.told.push(ra);
  }
  protected override ended(): void {
    this.ends += 1;
  }
  protected override render(): TemplateResult {
    return template`<p lang=${this.locale}>${this.t.common.next}, ${this.fmt.date('2026-12-05T23:59:00Z')}</p>`;
  }
}
customElements.define('test-element', TestElement);

const adapter = (raId: string): RaAdapter => ({ raId, contractVersion: 1 }) as RaAdapter;
const text = (element: TestElement): string => element.renderRoot.querySelector('p')?.textContent ?? '';

describe('an element of this package', () => {
  it('takes an adapter that was set before it was upgraded', async () => {
    const early = document.createElement('late-element') as HTMLElement & { adapter?: RaAdapter };
    const ra = adapter('early');
    early.adapter = ra;
    document.body.append(early);
    customElements.define('late-element', class extends TestElement {});
    await (early as unknown as TestElement).updateComplete;
    expect((early as unknown as TestElement).told).to.deep.equal([ra]);
    early.remove();
  });

  it('takes the adapter of the nearest provider, and its own before it', async () => {
    const [outer, inner, own] = [adapter('outer'), adapter('inner'), adapter('own')];
    const box = await fixture<HTMLElement>(html`<div><section></section></div>`);
    const section = box.querySelector('section') as HTMLElement;
    provideAdapter(box, outer);
    provideAdapter(section, inner);
    const element = new TestElement();
    section.append(element);
    await element.updateComplete;
    element.adapter = own;
    await element.updateComplete;
    element.adapter = undefined;
    await element.updateComplete;
    expect(element.told.map((ra) => ra?.raId)).to.deep.equal(['inner', 'own', 'inner']);
  });

  it('hears of a provider that comes later, and of another adapter from it', async () => {
    const box = await fixture<HTMLElement>(html`<div><test-element></test-element></div>`);
    const element = box.querySelector('test-element') as TestElement;
    provideAdapter(box, adapter('one'));
    await element.updateComplete;
    provideAdapter(box, adapter('two'));
    await element.updateComplete;
    expect(element.told.map((ra) => ra?.raId)).to.deep.equal(['one', 'two']);
  });

  it('keeps what it does when it is moved, and ends it when it is removed', async () => {
    const box = await fixture<HTMLElement>(html`<div><test-element></test-element><section></section></div>`);
    const element = box.querySelector('test-element') as TestElement;
    element.adapter = adapter('one');
    await element.updateComplete;
    const { aborted } = element;
    box.querySelector('section')?.append(element);
    await nextFrame();
    expect(aborted.aborted).to.equal(false);
    expect(element.ends).to.equal(0);
    expect(element.told).to.have.length(1);
    element.remove();
    await nextFrame();
    expect(aborted.aborted).to.equal(true);
    expect(element.ends).to.equal(1);
    box.append(element);
    await element.updateComplete;
    expect(element.aborted.aborted).to.equal(false);
    expect(element.told).to.have.length(2);
  });

  it('leaves nothing behind when it is removed: later providers do not reach it', async () => {
    const box = await fixture<HTMLElement>(html`<div><test-element></test-element></div>`);
    const element = box.querySelector('test-element') as TestElement;
    element.remove();
    await nextFrame();
    provideAdapter(box, adapter('one'));
    await element.updateComplete;
    expect(element.told.filter(Boolean)).to.deep.equal([]);
  });

  it('writes dates as the nearest region does, and follows when it changes', async () => {
    const box = await fixture<HTMLElement>(html`<div lang="en"><test-element></test-element></div>`);
    const element = box.querySelector('test-element') as TestElement;
    expect(text(element)).to.equal('Next, 5 Dec 2026');
    box.lang = 'en-US';
    await waitUntil(() => text(element) === 'Next, Dec 5, 2026', undefined, { timeout: 8000 });
    // A sentence is never in two languages.
    box.lang = 'de';
    await waitUntil(() => text(element) === 'Next, 5 Dec 2026', undefined, { timeout: 8000 });
    expect(element.renderRoot.querySelector('p')?.lang).to.equal('en-GB');
  });

  it('takes single strings, or a whole language, from the host', async () => {
    const element = await fixture<TestElement>(html`<test-element lang="de-AT" .messages=${{ lang: 'de', common: { next: 'Weiter' } }}></test-element>`);
    expect(text(element)).to.equal('Weiter, 5. Dez. 2026');
  });

  it('speaks through a region that is there before its text, and says the same thing twice', async () => {
    const element = await fixture<TestElement>(html`<test-element></test-element>`);
    const region = element.renderRoot.querySelector('[role="status"]');
    expect(region?.textContent).to.equal('');
    element.say('Done');
    const first = region?.textContent;
    element.say('Done');
    expect(first).to.equal('Done');
    expect(region?.textContent?.trim()).to.equal('Done');
    expect(region?.textContent).to.not.equal(first);
    expect(element.renderRoot.querySelector('[role="status"]')).to.equal(region);
  });

  it('tells by events that cross shadow roots, and learns when one was prevented', async () => {
    const outer = document.createElement('div');
    const element = new TestElement();
    outer.attachShadow({ mode: 'open' }).append(element);
    document.body.append(outer);
    let detail: unknown;
    outer.addEventListener('told', (event) => {
      detail = (event as CustomEvent).detail;
      event.preventDefault();
    });
    expect(element.tell()).to.equal(false);
    expect(detail).to.deep.equal({ x: 1 });
    outer.remove();
  });

  it('is of the version that the package has', async () => {
    const { version } = (await (await fetch('/package.json')).json()) as { version: string };
    expect(VERSION).to.equal(version);
  });
});

describe('defineElement', () => {
  it('lets a second copy be, and warns when it is of another version', () => {
    class One extends HTMLElement {
      static readonly version = '1.0.0';
    }
    class Same extends HTMLElement {
      static readonly version = '1.0.0';
    }
    class Other extends HTMLElement {
      static readonly version = '2.0.0';
    }
    const warned: unknown[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]): void => void warned.push(...words);
    try {
      for (const copy of [One, One, Same, Other]) defineElement('copied-element', copy);
    } finally {
      console.warn = warn;
    }
    expect(customElements.get('copied-element')).to.equal(One);
    expect(warned).to.have.length(1);
    expect(warned[0]).to.include('2.0.0');
  });
});

describe('Format', () => {
  const fmt = new Format('en-GB');
  it('writes durations in the unit that fits, rounded up', () => {
    expect(duration(fmt, 24_000)).to.equal('24 seconds');
    expect(duration(fmt, 61_000)).to.equal('2 minutes');
    expect(duration(fmt, 3_600_000)).to.equal('1 hour');
    expect(duration(fmt, 8 * 3_600_000)).to.equal('8 hours');
    expect(duration(fmt, 3 * 86_400_000)).to.equal('3 days');
    expect(relative(fmt, -120_000)).to.equal('2 minutes ago');
    expect(relative(fmt, 240_000)).to.equal('in 4 minutes');
  });
  it('writes instants of certificates in UTC and says so', () => {
    expect(fmt.dateTime('2026-12-20T13:04:00Z')).to.match(/^20 Dec 2026, 13:04 (UTC|GMT)$/);
  });
});
