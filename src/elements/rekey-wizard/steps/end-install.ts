import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { codeBlock, pickGroup } from '../../../ui/index.js';
import type { ServerId } from '../../../locales/shape.js';
import type { StepHost } from '../step.js';
import type { FileNames } from './end-files.js';
import { guideOf, SERVERS } from './end-guide.js';

const NAMES: Readonly<Record<ServerId, string>> = { nginx: 'nginx', apache: 'Apache', iis: 'IIS', tomcat: 'Tomcat', haproxy: 'HAProxy' };

/** How the new certificate gets onto a server: chosen by the person, written with the real names. */
export class InstallGuide {
  #server: ServerId = 'nginx';
  readonly #host: StepHost;

  constructor(host: StepHost) {
    this.#host = host;
  }

  render(files: FileNames): TemplateResult {
    const { t } = this.#host;
    const words = t.wizard.end.install;
    const server = this.#server;
    const isElsewhere = files.key === undefined;
    const hint = words.about(server, isElsewhere);
    return html`<section class="stack s" id="install">
      <h3>${words.heading}</h3>
      ${pickGroup<ServerId>({
        id: 'install-server', legend: words.server, value: server, options: SERVERS.map((value) => ({ value, label: NAMES[value] })),
        onChange: (value) => {
          this.#server = value;
          this.#host.requestUpdate();
        },
      })}
      ${hint === '' ? nothing : html`<p class="prose">${hint}</p>`}
      <ol class="guide" role="list">${guideOf(server, files, t.wizard.end.yourKey).map(({ id, text }) =>
        html`<li>${codeBlock({ title: words.steps[id], text, t, announce: (said) => { this.#host.announce(said); } })}</li>`)}</ol>
      <p class="prose small"><strong>${words.backTitle}</strong> ${words.back}</p>
    </section>`;
  }
}
