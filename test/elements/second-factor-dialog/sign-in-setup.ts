import type { SecondFactorMethod } from '../../../src/core/domain.js';
import { stageOf, Windows } from './setup.js';
import type { Stage, StageOptions } from './setup.js';

export const OIDC = 'Sandbox OpenID provider';

/** A dialog that sends people to the sandbox's identity provider, with windows that only look like some. */
export class SignIn {
  on!: Stage;
  readonly windows = new Windows();
  /** The types of event that anything on the page listens for on its window. */
  readonly listened: string[] = [];
  readonly #listen = window.addEventListener;

  constructor() {
    const [listened, listen] = [this.listened, this.#listen];
    window.addEventListener = function spied(this: Window, ...args: Parameters<typeof listen>): void {
      listened.push(args[0]);
      listen.apply(this, args);
    } as typeof listen;
  }

  end(): void {
    this.windows.restore();
    window.addEventListener = this.#listen;
  }

  async stage(methods: readonly SecondFactorMethod[] = ['oidc'], options: StageOptions = {}): Promise<Stage> {
    return (this.on = await stageOf(methods, options));
  }

  /** Up to the button that leads there, or to the choice. */
  async open(methods?: readonly SecondFactorMethod[], options?: StageOptions): Promise<Stage> {
    await this.stage(methods, options);
    await this.on.open();
    return this.on;
  }

  /** Up to the wait. */
  async begin(methods?: readonly SecondFactorMethod[], options?: StageOptions): Promise<Stage> {
    await this.open(methods, options);
    this.on.button(`Continue to ${OIDC}`).click();
    await this.on.until(`Waiting for ${OIDC}`);
    return this.on;
  }

  get idp(): Stage['ra']['controls']['identityProvider'] {
    return this.on.ra.controls.identityProvider;
  }

  async transaction(): Promise<string> {
    return (await this.idp.pending())[0]?.id ?? '';
  }

  /** Signs somebody in at the provider. */
  async signIn(personId = 'user'): Promise<void> {
    const account = (await this.idp.accounts()).find((one) => one.personId === personId);
    await this.idp.signIn(await this.transaction(), account?.id ?? '', account?.password ?? '');
  }

  /** The person is back at this page. */
  back(): void {
    window.dispatchEvent(new Event('focus'));
  }
}
