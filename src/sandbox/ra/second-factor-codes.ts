import type { SecondFactorMethod } from '../../core/domain.js';
import { RekeyError } from '../../core/errors.js';
import { nextNumber, randomHex, sha256Hex, type Call } from './call.js';
import { asBody, invalid } from './input.js';
import type { ChallengeRecord, ChannelRecord, Person, RequestRecord } from './model.js';

type Channel = ChannelRecord['channel'];

export const CODE_LENGTH = 6;
const RESEND_MS = 30_000;

const CHANNELS: Partial<Record<SecondFactorMethod, readonly Channel[]>> = {
  'email-otp': ['email'], 'sms-otp': ['sms'], 'email-sms': ['email', 'sms'],
};
/** The ways that a method sends codes by; none where no code is sent. */
export const channelsOf = (method: SecondFactorMethod): readonly Channel[] => CHANNELS[method] ?? [];
export const destinationOf = (channel: Channel, { email, phone }: Person): string => (channel === 'email' ? email : phone);

/** Sends a code each way, or the same one. */
export async function sendCodes(
  call: Call, challengeId: string, channels: readonly Channel[], oneCode: boolean, request: RequestRecord,
): Promise<readonly ChannelRecord[]> {
  const shared = oneCode ? randomCode(call) : undefined;
  const sent: ChannelRecord[] = [];
  // One after the other: the messages keep their order.
  for (const channel of channels) sent.push(await sendCode(call, challengeId, channel, shared ?? randomCode(call), request));
  return sent;
}

/**
 * Sends a code anew by one channel, once its cooldown is over. Where one code goes both ways a new one does too: of the old one
 * the RA keeps only a hash.
 * @throws RekeyError `rate-limited` with reason `resend`
 */
export async function resendCodes(call: Call, challenge: ChallengeRecord, wanted: Channel, request: RequestRecord): Promise<readonly ChannelRecord[]> {
  const asked = challenge.channels.find(({ channel }) => channel === wanted);
  const wait = asked === undefined ? 0 : Date.parse(asked.resendAt) - call.now;
  if (wait > 0) throw new RekeyError('rate-limited', { reason: 'resend', retryAfter: Math.ceil(wait / 1000), requestId: request.id });
  const { id, channels, oneCode = false } = challenge;
  const renewed = await sendCodes(call, id, channels.map(({ channel }) => channel).filter((channel) => oneCode || channel === wanted), oneCode, request);
  return channels.map((entry) => renewed.find(({ channel }) => channel === entry.channel) ?? entry);
}

/**
 * Whether every code is right; which of two was wrong is not told. One code for both ways stands under the first channel.
 * @throws RekeyError `protocol` with reason `validation` when one is missing
 */
export async function areCodesRight(call: Call, { id, channels, oneCode }: ChallengeRecord, input: unknown): Promise<boolean> {
  const codes = asBody(asBody(input)['codes'] ?? {}, 'codes');
  const asked = oneCode === true ? channels.slice(0, 1) : channels;
  const right = await Promise.all(asked.map(async ({ channel, salt, codeHash }) => {
    const code = codes[channel];
    if (typeof code !== 'string' || code.length > 50) throw invalid(`codes.${channel}`, 'required');
    return equalText(await hashCode(call, salt, id, channel, code.replace(/\s+/g, '')), codeHash);
  }));
  return right.every(Boolean);
}

async function sendCode(call: Call, challengeId: string, channel: Channel, code: string, request: RequestRecord): Promise<ChannelRecord> {
  const salt = randomHex(call.ra, 16);
  const destination = destinationOf(channel, call.person);
  const text = `${code} is your code to rekey ${request.certificate.name} (${request.number}). It is good for 5 minutes and for this request alone.`;
  // Of two that go out in one millisecond the first stays the first.
  const id = `${call.at}-${String(await nextNumber(call, 'messages')).padStart(9, '0')}`;
  call.work.put('messages', id, {
    id, at: call.at, channel, to: destination, personId: call.person.id, text: text + boundTo(call, channel, code), code,
    ...(channel === 'email' && { subject: 'Your code' }),
  });
  return {
    channel, destination: mask(channel, destination), salt,
    codeHash: await hashCode(call, salt, challengeId, channel, code),
    resendAt: new Date(call.now + RESEND_MS).toISOString(),
  };
}

/** The last line of a text message that a browser may fill in, on the portal's own host alone (origin-bound one-time codes). */
function boundTo({ ra: { portal } }: Call, channel: Channel, code: string): string {
  const origin = portal?.origins[0];
  return channel === 'email' || origin === undefined ? '' : `\n\n@${new URL(origin).hostname} #${code}`;
}

const hashCode = (call: Call, salt: string, challengeId: string, channel: string, code: string): Promise<string> =>
  sha256Hex(call.ra, `${salt}\n${challengeId}\n${channel}\n${code}`);

/** Digits without modulo bias: 250 of the 256 values of an octet fall evenly on ten digits. */
function randomCode(call: Call): string {
  let code = '';
  while (code.length < CODE_LENGTH) {
    for (const octet of call.ra.crypto.getRandomValues(new Uint8Array(16))) {
      if (octet < 250 && code.length < CODE_LENGTH) code += String(octet % 10);
    }
  }
  return code;
}

/** Compares without telling by the time it takes where two texts of one length part. */
export function equalText(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

export function mask(channel: Channel, destination: string): string {
  if (channel === 'sms') return `${destination.slice(0, 3)} ••• ${destination.slice(-4)}`;
  const [name = '', domain = ''] = destination.split('@');
  return `${name.slice(0, 1)}…${name.slice(-1)}@${domain}`;
}
