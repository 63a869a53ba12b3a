import { expect } from '@open-wc/testing';
import { Caller } from '../../../src/core/calls.js';
import { errorInfo, RekeyError } from '../../../src/core/errors.js';

const refusal = async (call: Promise<unknown>): Promise<RekeyError> => call.then(() => { throw new Error('granted'); }, (thrown: unknown) => thrown as RekeyError);

describe('a call of the adapter', () => {
  it('has the signal of whoever waits, a reading and a changing one', async () => {
    const { signal } = new AbortController();
    const caller = new Caller();
    expect(await caller.read((o) => Promise.resolve(o.signal === signal), signal)).to.equal(true);
    expect(await caller.change('submit:1', null, (o) => Promise.resolve(o.signal === signal), { signal })).to.equal(true);
  });

  it('is not made when nobody waits any longer', async () => {
    let calls = 0;
    const call = (): Promise<void> => { calls += 1; return Promise.resolve(); };
    const caller = new Caller();
    expect((await refusal(caller.read(call, AbortSignal.abort()))).code).to.equal('aborted');
    expect((await refusal(caller.change('submit:1', null, call, { signal: AbortSignal.abort() }))).code).to.equal('aborted');
    expect(calls).to.equal(0);
  });

  it('that fails leaves its reference in the error, and in what is shown of it', async () => {
    const caller = new Caller({ correlationId: 'ref-1' });
    const error = await refusal(caller.read(() => Promise.reject(new RekeyError('unavailable'))));
    expect(errorInfo(error)).to.deep.include({ code: 'unavailable', correlationId: 'ref-1' });
  });
});
