import type { TemplateResult } from 'lit';
import type { RaAdapter } from '../../core/adapter.js';
import type { Caller } from '../../core/calls.js';
import type { RekeyRequest, Role } from '../../core/domain.js';
import type { RekeyErrorInfo } from '../../core/errors.js';
import type { Format } from '../../lit/format.js';
import type { Messages } from '../../locales/en.js';
import { BulkController } from './bulk-controller.js';
import { bulkSummary, bulkTemplate } from './bulk-view.js';
import { remarksFor } from './decision-view.js';
import { DetailController } from './detail-controller.js';
import type { Decision } from './detail-controller.js';
import { detailTemplate } from './detail-view.js';
import type { ListController } from './list-controller.js';
import type { Step } from './meanwhile.js';

/** What one request, or a decision on many, needs of the element that it stands in. */
export interface SideHost {
  readonly ra: RaAdapter | undefined;
  readonly caller: Caller;
  readonly list: ListController | undefined;
  readonly roleMode: Role;
  readonly signal: AbortSignal;
  readonly t: Messages;
  readonly fmt: Format;
  now(): number;
  announce(text: string): void;
  changed(): void;
  focus(selector: string): void;
  /** Names the request that is open, or that none is. */
  setOpen(id: string | undefined): void;
  decided(id: string, decision: 'approved' | 'declined'): void;
  /** A call failed: said to the reader, unless it is said beside what it is about, and told to the page. */
  failed(problem: RekeyErrorInfo, isSaid?: boolean): void;
}

/** What stands beside the list, or in its place where there is little room: one request, or a decision on many. */
export class SidePane {
  detail: DetailController | undefined;
  bulk: BulkController | undefined;

  constructor(readonly host: SideHost) {}

  /** What it shows, by which a template tells one from the next. */
  get key(): unknown {
    return this.bulk ?? this.detail;
  }

  template(): TemplateResult | undefined {
    if (this.bulk) return this.#many(this.bulk);
    return this.detail ? this.#one(this.detail) : undefined;
  }

  end(): void {
    this.detail?.end();
    this.detail = undefined;
    this.bulk = undefined;
  }

  /** Opens a request, or none. @param known the request as the list has it */
  open(id: string | undefined, known?: RekeyRequest): void {
    const { host } = this;
    this.detail?.end();
    this.detail = undefined;
    if (!host.ra || !id) return;
    const row = known ?? host.list?.state.rows.find((one) => one.id === id);
    const detail = new DetailController(id, { ra: host.ra, caller: host.caller, me: () => host.list?.state.settings?.user.id, signal: host.signal }, row);
    this.detail = detail;
    detail.addEventListener('change', () => {
      if (this.detail === detail) host.changed();
    });
    detail.addEventListener('request', this.#onRequest);
    detail.addEventListener('decided', (event) => this.#onDecided(detail, (event as CustomEvent<Decision>).detail));
    detail.addEventListener('claimed', () => host.announce(host.t.list.decision.claimed(detail.state.request?.number ?? '')));
    detail.addEventListener('conflict', () => {
      const { meanwhile } = detail.state;
      if (meanwhile && this.detail === detail) host.announce(host.t.list.decision.changed(meanwhile.action, meanwhile.by));
    });
    detail.addEventListener('problem', (event) => {
      const problem = (event as CustomEvent<RekeyErrorInfo>).detail;
      host.failed(problem, problem.code === 'conflict');
    });
    void detail.load();
  }

  /** Begins a decision on all that is selected. */
  decideMany(step: Step): void {
    const { host } = this;
    const { ra, list } = host;
    if (!ra || !list || list.state.selected.size === 0) return;
    this.open(undefined);
    host.setOpen(undefined);
    const bulk = new BulkController(step, [...list.state.selected.values()], { ra, caller: host.caller, signal: host.signal });
    this.bulk = bulk;
    bulk.addEventListener('change', () => host.changed());
    bulk.addEventListener('request', this.#onRequest);
    bulk.addEventListener('decided', (event) => host.decided((event as CustomEvent<RekeyRequest>).detail.id, step === 'approve' ? 'approved' : 'declined'));
    bulk.addEventListener('problem', (event) => host.failed((event as CustomEvent<RekeyErrorInfo>).detail, true));
    bulk.addEventListener('over', () => host.announce(bulkSummary(bulk.state, step, host.t)));
    host.focus('#bulk-title');
  }

  /** The list has changed: what is about to be decided follows. */
  follow(): void {
    if (this.bulk) for (const request of this.host.list?.state.selected.values() ?? []) this.bulk.receive(request);
  }

  #endBulk(bulk: BulkController): void {
    if (bulk.state.phase === 'running') return;
    this.bulk = undefined;
    this.host.list?.select(bulk.state.items.filter(({ outcome }) => outcome === 'done').map(({ request }) => request), false);
    this.host.focus('#selected');
  }

  readonly #onRequest = (event: Event): void => {
    this.host.list?.receive((event as CustomEvent<RekeyRequest>).detail);
  };

  #onDecided(detail: DetailController, decision: Decision): void {
    const { host } = this;
    const words = host.t.list.decision;
    if (this.detail === detail) host.focus('#detail-title');
    host.announce(`${words.done[decision](detail.state.request?.number ?? '')}. ${words.told}`);
    host.decided(detail.id, decision === 'approve' ? 'approved' : 'declined');
  }

  #one(detail: DetailController): TemplateResult {
    const { host } = this;
    const { ra, t } = host;
    const settings = host.list?.state.settings;
    return detailTemplate({
      state: detail.state, t, fmt: host.fmt, now: host.now(), showCitizenId: settings?.showCitizenId,
      context: {
        decides: host.roleMode === 'admin', canDecide: ra?.approve !== undefined && ra.decline !== undefined, canClaim: ra?.claim !== undefined,
        hasHistory: ra?.getHistory !== undefined, me: settings?.user.id, templates: settings?.remarkTemplates ?? [],
      },
      announce: (text) => host.announce(text),
      close: () => {
        this.open(undefined);
        host.setOpen(undefined);
        host.focus(`tr[data-id="${CSS.escape(detail.id)}"] [part="view"]`);
      },
      reload: () => void detail.load(),
      act: {
        review: (checked) => detail.setReviewed(checked),
        claim: () => void detail.claim(),
        approve: () => void detail.decide('approve'),
        beginDecline: () => {
          const { request } = detail.state;
          if (!request) return;
          host.focus('#remarks');
          detail.beginDecline(remarksFor(request, detail.state, t));
        },
        remarks: (text) => detail.setRemarks(text),
        decline: () => {
          void detail.decide('decline');
          if (detail.state.remarksMissing) host.focus('#remarks');
        },
        endDecline: () => {
          host.focus('#decline');
          detail.endDecline();
        },
        retry: () => void detail.retry(),
      },
    });
  }

  #many(bulk: BulkController): TemplateResult {
    const { host } = this;
    return bulkTemplate({
      state: bulk.state, step: bulk.step, needsTick: bulk.needsTick, needsRemarks: bulk.needsRemarks, t: host.t, fmt: host.fmt,
      templates: host.list?.state.settings?.remarkTemplates ?? [],
      act: {
        review: (checked) => bulk.setReviewed(checked),
        remarks: (text) => bulk.setRemarks(text),
        start: () => {
          void bulk.start();
          if (bulk.state.remarksMissing) host.focus('#remarks');
        },
        stop: () => bulk.stop(),
        retry: () => void bulk.retry(),
        goOn: () => void bulk.goOn(),
        close: () => this.#endBulk(bulk),
      },
    });
  }
}
