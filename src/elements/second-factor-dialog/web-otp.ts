/**
 * WebOTP: the browser offers the code of a text message that ends in `@host #code`. Resolves to `undefined` where there is no such
 * thing, the person declines, or the signal ends it.
 */
export async function codeFromMessage(signal: AbortSignal): Promise<string | undefined> {
  if (!('OTPCredential' in window)) return undefined;
  const options: CredentialRequestOptions & { readonly otp: { readonly transport: readonly string[] } } = { otp: { transport: ['sms'] }, signal };
  try {
    const credential: (Credential & { readonly code?: string }) | null = await navigator.credentials.get(options);
    return signal.aborted ? undefined : credential?.code;
  } catch {
    return undefined;
  }
}
