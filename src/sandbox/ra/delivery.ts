import type { RequestStatus } from '../../core/domain.js';
import { issue } from './certificates.js';
import { saveRequest, settingsOf, type Call } from './call.js';
import type { RequestRecord } from './model.js';

/** The states on the way to a certificate, in their order. */
const ON_THE_WAY = ['validating', 'issuing'] as const satisfies readonly RequestStatus[];

/** How far a request that nothing keeps back comes at once: to its end, unless the RA's settings let it dwell on the way. */
export async function firstStop(call: Call): Promise<'validating' | 'issuing' | 'issued'> {
  const { dwell } = await settingsOf(call);
  return ON_THE_WAY.find((status) => (dwell?.[status] ?? 0) > 0) ?? 'issued';
}

/** Takes a request, which may be issued now, as far as it comes. */
export async function deliver(call: Call, request: RequestRecord): Promise<RequestRecord> {
  return enter(call, request, await firstStop(call));
}

async function enter(call: Call, request: RequestRecord, status: 'validating' | 'issuing' | 'issued'): Promise<RequestRecord> {
  if (status === 'issued') return issue(call, request);
  const { dwell } = await settingsOf(call);
  const dueAt = new Date(call.now + (dwell?.[status] ?? 0)).toISOString();
  return saveRequest(call, request, { status, dueAt }, status, { byRa: true });
}

/**
 * Takes every request whose time has come a state further.
 * @returns milliseconds until the next one is due; `undefined` when none is on its way
 */
export async function deliverDue(call: Call): Promise<number | undefined> {
  let next: number | undefined;
  for (const { id } of await call.work.list('requests')) {
    let request = await call.work.get('requests', id);
    while (request !== undefined && isOnTheWay(request) && Date.parse(request.dueAt ?? call.at) <= call.now) {
      const { dwell } = await settingsOf(call);
      request = await enter(call, { ...request, dueAt: undefined }, request.status === 'validating' && (dwell?.issuing ?? 0) > 0 ? 'issuing' : 'issued');
    }
    if (request !== undefined && isOnTheWay(request)) next = Math.min(next ?? Infinity, Date.parse(request.dueAt ?? call.at) - call.now);
  }
  return next;
}

function isOnTheWay({ status }: RequestRecord): boolean {
  return (ON_THE_WAY as readonly RequestStatus[]).includes(status);
}
